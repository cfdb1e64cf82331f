import { Badge } from "@fanal/ui/components/badge";
import { cn } from "@fanal/ui/lib/utils";
import { UsersIcon } from "lucide-react";

interface TeamTagsProps {
  /** By name. */
  teams: readonly string[];
  /** Before the names, for screen readers: "Owned by". */
  label: string;
  className?: string;
}

/** The teams of something: the first by name, of the others how many. */
export function TeamTags({ teams, label, className }: TeamTagsProps) {
  const [first, ...others] = teams;
  if (first === undefined) return null;
  return (
    <span className={cn("flex shrink-0 gap-1", className)} title={teams.join(", ")}>
      <span className="sr-only">{label} </span>
      <Badge variant="outline" shape="pill" className="max-w-32">
        <UsersIcon aria-hidden />
        <span className="truncate">{first}</span>
      </Badge>
      {others.length > 0 && (
        <Badge variant="outline" shape="pill">
          <span aria-hidden>+{others.length}</span>
          <span className="sr-only">, {others.join(", ")}</span>
        </Badge>
      )}
    </span>
  );
}
