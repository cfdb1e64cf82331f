import type { AuditActor } from "@fanal/contract";
import { CogIcon, KeyRoundIcon, UserIcon } from "lucide-react";

const kinds = {
  member: { icon: UserIcon, words: "Person" },
  key: { icon: KeyRoundIcon, words: "API key" },
  system: { icon: CogIcon, words: "By itself" },
};

/** Who did it: a person, a key, or Fanal by itself. */
export function ActorName({ actor: { kind, name } }: { actor: AuditActor }) {
  const { icon: Icon, words } = kinds[kind];
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      <span className="sr-only">{words}:</span>
      <span className="truncate">{name}</span>
    </span>
  );
}
