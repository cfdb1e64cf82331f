import { limits } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { alertIncidents, alerts, services } from "@fanal/database/schema";
import {
  type AlertedService,
  alertedServices,
  alertGroups,
  defaultMessages,
  derivedImpact,
  fillMarkdownTemplate,
  fillTemplate,
  impactLabels,
  incidentStatusLabels,
} from "@fanal/domain";
import { and, eq } from "drizzle-orm";
import type { RecordedBy } from "../events/record.ts";
import { closeByMachine, openByMachine, worsenByMachine } from "../incidents/by-machine.ts";
import { activeMaintenances } from "../services/queries.ts";
import { setSignals } from "../signals/set-signals.ts";
import type { AlertRow, AlertSourceRow } from "./queries.ts";

/**
 * Makes what follows from the alerts of a source as they stand: signals for services, and one incident for each group
 * that fires. Whoever calls holds the source locked.
 */
export async function settleAlerts(tx: Tx, by: RecordedBy, source: AlertSourceRow): Promise<void> {
  const told = await tx.db
    .select()
    .from(alerts)
    .where(ofSource(alerts, tx, source));
  const { id: sourceId, name } = source;
  await setSignals(tx, by, { source: "alert", sourceId, name }, alertedServices(told));
  const incidents = await tx.db
    .select()
    .from(alertIncidents)
    .where(ofSource(alertIncidents, tx, source));
  const incidentOf = new Map(incidents.map(({ group, incidentId }) => [group, incidentId]));
  const groups = alertGroups(told);
  for (const [group, affected] of groups) {
    const members = told.filter((alert) => alert.group === group && alert.endedAt === null);
    await settleGroup(tx, by, source, { group, affected, members, incidentId: incidentOf.get(group) });
  }
  for (const [group, incidentId] of incidentOf) {
    if (groups.has(group)) continue;
    await closeByMachine(tx, by, incidentId, { message: defaultMessages.resolved, ...tellingOf(source) });
    await tx.db
      .delete(alertIncidents)
      .where(and(ofSource(alertIncidents, tx, source), eq(alertIncidents.group, group)));
  }
}

interface Group {
  group: string;
  affected: AlertedService[];
  members: AlertRow[];
  /** Of those that know it already. */
  incidentId: string | undefined;
}

async function settleGroup(
  tx: Tx,
  by: RecordedBy,
  source: AlertSourceRow,
  { group, affected, members, incidentId }: Group,
): Promise<void> {
  // What breaks during a maintenance was announced; what still fires after it is told of by the next delivery.
  const maintained = new Set((await activeMaintenances(tx)).map(({ serviceId }) => serviceId));
  const shown = affected.filter(({ serviceId }) => !maintained.has(serviceId));
  if (shown.length === 0) return;
  if (incidentId !== undefined) {
    const message = defaultMessages.investigating;
    await worsenByMachine(tx, by, incidentId, { message, services: shown, ...tellingOf(source) });
    return;
  }
  if (source.incidents === "none") return;
  const values = await valuesOf(tx, shown, members);
  const opened = await openByMachine(tx, by, {
    title: fillTemplate(source.title, values).slice(0, limits.title),
    message: fillMarkdownTemplate(source.message, values),
    services: shown,
    isDraft: source.incidents === "draft",
    ...tellingOf(source),
  });
  await tx.db
    .insert(alertIncidents)
    .values({ organizationId: tx.organizationId, sourceId: source.id, group, incidentId: opened });
}

function tellingOf({ incidents, notify }: AlertSourceRow) {
  return { notify: notify && incidents === "published" };
}

async function valuesOf(tx: Tx, affected: readonly AlertedService[], members: readonly AlertRow[]) {
  const rows = await tx.db
    .select({ id: services.id, name: services.name })
    .from(services)
    .where(eq(services.organizationId, tx.organizationId));
  const nameOf = new Map(rows.map(({ id, name }) => [id, name]));
  const names = affected.flatMap(({ serviceId }) => nameOf.get(serviceId) ?? []);
  return {
    service: names[0],
    services: names.join(", "),
    status: incidentStatusLabels.investigating,
    impact: impactLabels[derivedImpact(affected)],
    alert: members[0]?.title,
  };
}

function ofSource(table: typeof alerts | typeof alertIncidents, tx: Tx, { id }: AlertSourceRow) {
  return and(eq(table.organizationId, tx.organizationId), eq(table.sourceId, id));
}
