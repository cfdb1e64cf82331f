import { limits } from "@fanal/contract";
import type { Impact, MaintenanceStatus } from "@fanal/domain";
import { z } from "zod";
import { emptyPast, type Past } from "../past.ts";
import { UnreadableError } from "../source-api.ts";
import { asDescription, asLine, asTimeOfServer, timeBy } from "../text.ts";
import { after, onceEach, readItems, refuseEach, type Source } from "./source.ts";

const id = z.union([z.string().min(1).max(100), z.number().transform(String)]);
/** Uptime Kuma writes UTC without saying so. */
const time = timeBy(asTimeOfServer);

const monitor = z.object({
  id,
  name: z.string(),
  type: z.string().nullish(),
  description: z.string().nullish(),
  parent: id.nullish(),
});
const publicGroup = z.object({
  id,
  name: z.string(),
  weight: z.coerce.number().nullish().catch(null),
  monitorList: z.array(z.unknown()).default([]),
});
const incident = z.object({
  id,
  title: z.string(),
  content: z.string().nullish(),
  style: z.string().nullish(),
  createdDate: time,
});
const maintenance = z.object({
  id,
  title: z.string(),
  description: z.string().nullish(),
  status: z.string().nullish(),
  timeslotList: z.array(z.object({ startDate: time, endDate: time })).default([]),
});

const list = z.array(z.unknown()).default([]);
const exported = z.object({
  monitorList: list,
  publicGroupList: list,
  incidents: list,
  incident: z.unknown().optional(),
  maintenanceList: list,
});

/** Uptime Kuma: the backup that version 1 saves, or what a status page of version 1 or 2 tells everybody. */
export const uptimeKuma: Source = {
  api: ({ address }) => ({ base: new URL(address ?? "").origin, headers: {} }),
  collect: (api, { address }) => api.get(`/api/status-page/${slugIn(address ?? "")}`),
  toPast,
};

/** The name of a status page in its address: `https://kuma.acme.example/status/acme`; `default` where there is none. */
function slugIn(address: string): string {
  return /^\/status\/([\w-]+)/.exec(new URL(address).pathname)?.[1] ?? "default";
}

const impacts: Record<string, Impact> = { info: "none", primary: "none", warning: "minor", danger: "major" };
const maintenanceStatuses: Record<string, MaintenanceStatus> = {
  scheduled: "scheduled",
  "under-maintenance": "in_progress",
  ended: "completed",
};

function toPast(file: unknown): Past {
  const { data: all } = exported.safeParse(file);
  if (all === undefined || (all.monitorList.length === 0 && all.publicGroupList.length === 0))
    throw new UnreadableError(
      "This is no backup of Uptime Kuma: it has no monitors. Version 2 saves none; read its status page instead.",
    );
  const past = emptyPast();
  readMonitors(past, all.monitorList);
  readPublicGroups(past, all.publicGroupList);
  past.groups = onceEach(past.groups);
  past.services = onceEach(past.services);
  const shown = all.incident == null ? all.incidents : [all.incident, ...all.incidents];
  past.incidents = onceEach(
    readItems(past, "incident", shown, incident).map((one) => ({
      externalId: one.id,
      path: null,
      title: asLine(one.title, limits.title) || "Incident",
      status: "investigating" as const,
      impact: impacts[one.style ?? ""] ?? null,
      services: [],
      startedAt: one.createdDate,
      resolvedAt: null,
      updates: [
        {
          status: "investigating" as const,
          message: one.content ?? "",
          services: [],
          at: one.createdDate,
        },
      ],
      postmortem: null,
    })),
  );
  readMaintenances(past, all.maintenanceList);
  return past;
}

/** Of a backup: monitors that hold others are groups. */
function readMonitors(past: Past, items: readonly unknown[]): void {
  const monitors = readItems(past, "service", items, monitor);
  const groups = new Map(
    monitors.flatMap((one) => (one.type === "group" ? [[one.id, `monitor ${one.id}`]] : [])),
  );
  for (const one of monitors) {
    const externalId = groups.get(one.id);
    if (externalId !== undefined)
      past.groups.push({ externalId, name: asLine(one.name, limits.name) || "Group" });
    else past.services.push(serviceOf(one, groups.get(one.parent ?? "") ?? null));
  }
}

/** Of a status page: its groups, with the monitors that it shows in them. */
function readPublicGroups(past: Past, items: readonly unknown[]): void {
  const groups = readItems(past, "group", items, publicGroup);
  for (const group of groups.toSorted((a, b) => (a.weight ?? 0) - (b.weight ?? 0))) {
    const externalId = `public ${group.id}`;
    past.groups.push({ externalId, name: asLine(group.name, limits.name) || "Group" });
    for (const one of readItems(past, "service", group.monitorList, monitor))
      past.services.push(serviceOf(one, externalId));
  }
}

function serviceOf(
  { id, name, description }: z.infer<typeof monitor>,
  groupId: string | null,
): Past["services"][number] {
  return {
    externalId: id,
    name: asLine(name, limits.name) || "Service",
    description: asDescription(description),
    groupId,
    status: "operational",
  };
}

function readMaintenances(past: Past, items: readonly unknown[]): void {
  for (const one of readItems(past, "maintenance", items, maintenance)) {
    const [slot] = one.timeslotList;
    const status = maintenanceStatuses[one.status ?? ""];
    if (slot === undefined || status === undefined) {
      refuseEach(past, "maintenance", one.title, "It has no window. Schedule it here.");
      continue;
    }
    const endsAt = after(slot.startDate, slot.endDate);
    past.maintenances.push({
      externalId: one.id,
      path: null,
      title: asLine(one.title, limits.title) || "Maintenance",
      status,
      startsAt: slot.startDate,
      endsAt,
      startedAt: status === "scheduled" ? null : slot.startDate,
      finishedAt: status === "completed" ? endsAt : null,
      startsAutomatically: true,
      finishesAutomatically: true,
      notifiesAutomatically: false,
      serviceIds: [],
      updates: [{ status, message: one.description ?? "", at: slot.startDate }],
    });
  }
  past.maintenances = onceEach(past.maintenances);
}
