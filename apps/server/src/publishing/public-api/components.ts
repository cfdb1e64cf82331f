import type { Snapshot, SnapshotGroup, SnapshotService } from "@fanal/contract/snapshot";
import { timeIn } from "./time.ts";

/** All services that the page shows, each group before its own, in one list in page order. */
export function componentsOf(snapshot: Snapshot): Component[] {
  return snapshot.groups.flatMap((group, index) => {
    const members = group.services.map((service, place) => serviceOf(snapshot, group.id, service, place + 1));
    return group.id === null ? members : [groupOf(snapshot, group, group.id, index + 1), ...members];
  });
}

export type Component = ReturnType<typeof serviceOf> | ReturnType<typeof groupOf>;

function serviceOf(snapshot: Snapshot, groupId: string | null, service: SnapshotService, position: number) {
  const { id, name, status, description, since, createdAt, onlyWhenNotOperational } = service;
  return {
    id,
    name,
    status,
    created_at: timeIn({ snapshot }, createdAt),
    updated_at: timeIn({ snapshot }, since),
    position,
    description: description === "" ? null : description,
    showcase: true,
    start_date: timeIn({ snapshot }, createdAt).slice(0, "YYYY-MM-DD".length),
    group_id: groupId,
    page_id: snapshot.pageId,
    group: false,
    only_show_if_degraded: onlyWhenNotOperational,
  };
}

/** A group is as old as its oldest service, and changes when one of them does. */
function groupOf(snapshot: Snapshot, group: SnapshotGroup, id: string, position: number) {
  const { name, status, description, services } = group;
  return {
    id,
    name: name ?? "",
    status,
    created_at: timeIn({ snapshot }, earliest(services.map(({ createdAt }) => createdAt))),
    updated_at: timeIn({ snapshot }, latest(services.map(({ since }) => since))),
    position,
    description: description === "" ? null : description,
    showcase: false,
    start_date: null,
    group_id: null,
    page_id: snapshot.pageId,
    group: true,
    only_show_if_degraded: false,
    components: services.map(({ id }) => id),
  };
}

/** A group that is shown has a service. */
const earliest = (times: string[]) => new Date(Math.min(...times.map(Date.parse))).toISOString();
const latest = (times: string[]) => new Date(Math.max(...times.map(Date.parse))).toISOString();
