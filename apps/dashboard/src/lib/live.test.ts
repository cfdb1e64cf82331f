import { beforeAll, expect, it, vi } from "vitest";

vi.stubGlobal("window", { location: { origin: "http://127.0.0.1" } });

/** Everything that the socket tells, and the parts of the API whose answers it makes stale. */
const stale: [eventType: string, resources: string[]][] = [
  ["organization.created", ["me"]],
  ["organization.updated", ["me"]],
  ["service.created", ["services"]],
  ["service.updated", ["services"]],
  ["service.deleted", ["services"]],
  ["service.restored", ["services"]],
  ["service.status_set", ["services"]],
  ["service.signaled", ["services", "heartbeats", "checks", "alertSources"]],
  ["alert_source.updated", ["alertSources"]],
  ["heartbeat.updated", ["heartbeats"]],
  ["check.updated", ["checks"]],
  ["uptime_correction.created", ["uptimeCorrections", "uptime", "reports"]],
  ["services.reordered", ["services"]],
  ["service_group.created", ["serviceGroups"]],
  ["service_group.updated", ["serviceGroups"]],
  ["service_group.deleted", ["serviceGroups", "services"]],
  ["incident.created", ["incidents", "services"]],
  ["incident.updated", ["incidents", "services"]],
  ["incident.update_posted", ["incidents", "services"]],
  ["incident.deleted", ["incidents", "services"]],
  ["incident.restored", ["incidents", "services"]],
  ["incident.published", ["incidents", "services"]],
  ["incident.update_edited", ["incidents"]],
  ["incident.update_deleted", ["incidents"]],
  ["incident.update_restored", ["incidents"]],
  ["incident.postmortem_drafted", ["incidents"]],
  ["incident.postmortem_published", ["incidents"]],
  ["incident.postmortem_reverted", ["incidents"]],
  ["incident_template.created", ["incidentTemplates"]],
  ["incident_template.updated", ["incidentTemplates"]],
  ["incident_template.deleted", ["incidentTemplates"]],
  ["announcement.created", ["announcements"]],
  ["announcement.updated", ["announcements"]],
  ["announcement.deleted", ["announcements"]],
  ["announcement.restored", ["announcements"]],
  ["metric.created", ["metrics", "statusPages"]],
  ["metric.updated", ["metrics", "statusPages"]],
  ["metric.removed", ["metrics", "statusPages"]],
  ["maintenance.created", ["maintenances", "services"]],
  ["maintenance.updated", ["maintenances", "services"]],
  ["maintenance.update_posted", ["maintenances", "services"]],
  ["maintenance.update_edited", ["maintenances"]],
  ["maintenance.update_deleted", ["maintenances"]],
  ["maintenance.update_restored", ["maintenances"]],
  ["maintenance.deleted", ["maintenances", "services"]],
  ["maintenance.restored", ["maintenances", "services"]],
  ["maintenance_series.created", ["maintenances"]],
  ["maintenance_series.updated", ["maintenances"]],
  ["maintenance_series.ended", ["maintenances", "services"]],
  ["import.finished", ["imports"]],
  ["status_page.created", ["statusPages"]],
  ["status_page.updated", ["statusPages"]],
  ["status_page.deleted", ["statusPages"]],
  ["status_page.published", ["statusPages"]],
];

let staleKeys: (eventType: string) => readonly (readonly unknown[])[];
beforeAll(async () => {
  ({ staleKeys } = await import("./live.ts"));
});

it.each(stale)("%s makes %j stale", (eventType, resources) => {
  const keys = JSON.stringify(staleKeys(eventType));
  for (const resource of resources) expect(keys).toContain(`"${resource}"`);
});

it("an event of a later version makes nothing stale instead of failing", () => {
  expect(staleKeys("kettle.boiled")).toEqual([]);
});
