import { UsersIcon } from "lucide-react";

/** Says in the place of what could be done why one may not do it; nothing where one may. */
export function OutOfReach({ why }: { why: string | null }) {
  if (why === null) return null;
  return (
    <p className="flex items-center gap-2 rounded-lg bg-muted px-3 py-2 text-muted-foreground">
      <UsersIcon aria-hidden className="size-4 shrink-0" /> {why}
    </p>
  );
}
