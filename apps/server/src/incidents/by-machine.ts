import { limits } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { incidents, incidentUpdates, services } from "@fanal/database/schema";
import {
  type AffectedService,
  applyUpdate,
  defaultMessages,
  isOpen,
  severity,
  type TellingInput,
} from "@fanal/domain";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { RecordedBy } from "../events/record.ts";
import { orRefuse } from "../refusals.ts";
import { activeMaintenances } from "../services/queries.ts";
import { addIncident } from "./declare.ts";
import { rewriteOnlyUpdate } from "./draft.ts";
import { writeUpdate } from "./post.ts";
import {
  type IncidentRow,
  isDraft,
  removeIncident,
  replaceServices,
  type StoredState,
  saveIncident,
  stateOf,
} from "./store.ts";

/** Opens an incident, or a draft of one, since a machine found something; its id. */
export function openByMachine(
  tx: Tx,
  by: RecordedBy,
  found: TellingInput & {
    title: string;
    message: string;
    services: readonly AffectedService[];
    isDraft: boolean;
  },
): Promise<string> {
  return addIncident(tx, by, { ...found, status: "investigating", impact: null });
}

/**
 * Writes a draft since a machine found one service in trouble; its id. `null` while a maintenance of the service is going
 * on: what breaks then was announced.
 *
 * @param found.happened stands behind the name of the service
 */
export async function draftByMachine(
  tx: Tx,
  by: RecordedBy,
  { serviceId, status, happened }: AffectedService & { happened: string },
): Promise<string | null> {
  if ((await activeMaintenances(tx)).some((active) => active.serviceId === serviceId)) return null;
  const [service] = await tx.db
    .select({ name: services.name })
    .from(services)
    .where(and(eq(services.organizationId, tx.organizationId), eq(services.id, serviceId)));
  return openByMachine(tx, by, {
    title: `${service?.name}: ${happened}`.slice(0, limits.title),
    message: defaultMessages.investigating,
    services: [{ serviceId, status }],
    isDraft: true,
  });
}

/**
 * What became of an incident that a machine opened: its own to go on with, over, or in the hands of a person, who wrote an
 * update, published the draft, or deleted it. What a person has taken over, machines leave alone.
 */
type Held = { whose: "machine"; incident: IncidentRow; before: StoredState } | { whose: "person" | "nobody" };

async function lockForMachine(tx: Tx, incidentId: string): Promise<Held> {
  const [incident] = await tx.db
    .select()
    .from(incidents)
    .where(
      and(
        eq(incidents.organizationId, tx.organizationId),
        eq(incidents.id, incidentId),
        isNull(incidents.deletedAt),
      ),
    )
    .for("no key update");
  if (incident === undefined || (!isDraft(incident) && !isOpen(incident.status))) return { whose: "nobody" };
  const byPeople = await tx.db.$count(
    incidentUpdates,
    and(
      eq(incidentUpdates.organizationId, tx.organizationId),
      eq(incidentUpdates.incidentId, incidentId),
      sql`${incidentUpdates.author}->>'kind' <> 'system'`,
    ),
  );
  if (byPeople > 0) return { whose: "person" };
  return { whose: "machine", incident, before: await stateOf(tx, incident) };
}

/** Has an incident affect more services, or some of them worse; a person's stays as that person wrote it. */
export async function worsenByMachine(
  tx: Tx,
  by: RecordedBy,
  incidentId: string,
  { message, services, ...telling }: TellingInput & { message: string; services: readonly AffectedService[] },
): Promise<void> {
  const held = await lockForMachine(tx, incidentId);
  if (held.whose !== "machine") return;
  const { incident, before } = held;
  const known = new Map(before.services.map((service) => [service.serviceId, service.status]));
  const worse = services.filter(
    ({ serviceId, status }) => severity(status) > severity(known.get(serviceId) ?? "operational"),
  );
  if (worse.length === 0) return;
  const { status } = incident;
  const after = orRefuse(applyUpdate(before, { status, services: worse }, by.now()));
  if (!isDraft(incident)) {
    await writeUpdate(tx, by, { incident, before, after }, { status, message, services: worse, ...telling });
    return;
  }
  await saveIncident(tx, by, incident.id, {});
  await replaceServices(tx, incident.id, after.services, []);
  await rewriteOnlyUpdate(tx, by, incident.id, { services: [...after.services] });
}

/** Resolves an incident that a machine opened, or takes its draft away; leaves what a person has taken over. */
export async function closeByMachine(
  tx: Tx,
  by: RecordedBy,
  incidentId: string,
  { message, ...telling }: TellingInput & { message: string },
): Promise<"resolved" | "discarded" | "left"> {
  const held = await lockForMachine(tx, incidentId);
  if (held.whose !== "machine") return "left";
  const { incident, before } = held;
  if (isDraft(incident)) {
    await removeIncident(tx, by, incident);
    return "discarded";
  }
  const status = "resolved";
  const after = orRefuse(applyUpdate(before, { status }, by.now()));
  await writeUpdate(tx, by, { incident, before, after }, { status, message, services: [], ...telling });
  return "resolved";
}
