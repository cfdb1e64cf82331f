import type { Reader } from "@fanal/database";
import { services, teams } from "@fanal/database/schema";
import { refuseOutOfReach } from "@fanal/domain";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { refuse } from "../refusals.ts";

/** Refuses unless whoever acts may act on all of these services. */
export async function requireReach(
  reader: Reader,
  { access }: Pick<OrganizationContext, "access">,
  serviceIds: readonly string[],
): Promise<void> {
  if (access.teams === "all" || serviceIds.length === 0) return;
  const owned = await reader.db
    .select({ name: services.name, team: { id: teams.id, name: teams.name } })
    .from(services)
    .innerJoin(teams, and(eq(teams.organizationId, services.organizationId), eq(teams.id, services.teamId)))
    .where(
      and(eq(services.organizationId, reader.organizationId), inArray(services.id, [...new Set(serviceIds)])),
    )
    .orderBy(asc(services.position), asc(services.id));
  const refusal = refuseOutOfReach(access, owned);
  if (refusal !== null) refuse("forbidden", refusal.message);
}
