import { type Access, isWithinReach } from "./permissions.ts";
import type { Refusal } from "./refusal.ts";

/** A service with the team that owns it. */
export interface OwnedService {
  name: string;
  team: { id: string; name: string } | null;
}

/**
 * Why somebody may not do what touches these services: one of them belongs to a team that they are not in. `null`: all
 * are within reach. The one rule; commands enforce it and the dashboard says it beforehand.
 */
export function refuseOutOfReach(
  access: Pick<Access, "teams">,
  services: Iterable<OwnedService>,
): Refusal | null {
  for (const { name, team } of services) {
    if (team === null || isWithinReach(access, team.id)) continue;
    return {
      refusal: "service.out_of_reach",
      message: `Team ${team.name} owns ${name}: only its members and admins change it.`,
    };
  }
  return null;
}
