import { statusPages } from "@fanal/database/schema";
import { asc, eq } from "drizzle-orm";
import type { ReaderDefinition } from "../events/reader.ts";
import type { Addresses } from "../status-pages/queries/hosts.ts";
import { publishPage } from "./publish.ts";
import { touchedBy } from "./touched.ts";

export const publishingReaderName = "publishing";

interface ReaderOptions {
  now: () => Date;
  addresses: Addresses;
  /** Told when time alone will next change a page. */
  expect: (changesAt: Date) => void;
}

/** The reader that keeps what visitors see in step with the log: each batch of events gives each page one new version at most. */
export function publishingReader({ now, addresses, expect }: ReaderOptions): ReaderDefinition {
  return {
    name: publishingReaderName,
    handles: [
      "service.created",
      "service.updated",
      "service.deleted",
      "service.restored",
      "service.status_set",
      "service.signaled",
      "uptime_correction.created",
      "uptime_correction.withdrawn",
      "services.reordered",
      "service_group.created",
      "service_group.updated",
      "service_group.deleted",
      "incident.created",
      "incident.updated",
      "incident.update_posted",
      "incident.deleted",
      "incident.restored",
      "incident.published",
      "incident.update_edited",
      "incident.update_deleted",
      "incident.update_restored",
      "incident.postmortem_published",
      "incident.postmortem_reverted",
      "maintenance.created",
      "maintenance.updated",
      "maintenance.update_posted",
      "maintenance.update_edited",
      "maintenance.update_deleted",
      "maintenance.update_restored",
      "maintenance.deleted",
      "maintenance.restored",
      "maintenance_series.created",
      "maintenance_series.updated",
      "maintenance_series.ended",
      "page_domain.verified",
      "page_domain.lapsed",
      "page_domain.removed",
      "status_page.created",
      "status_page.updated",
      "announcement.created",
      "announcement.updated",
      "announcement.deleted",
      "announcement.restored",
      "metric.updated",
      "metric.removed",
    ],
    handle: async (tx, events) => {
      const through = events.at(-1)?.position ?? null;
      // Locked in order of id: operators change pages at the same time, and the due ones are published beside this.
      const pages = await tx.db
        .select()
        .from(statusPages)
        .where(eq(statusPages.organizationId, tx.organizationId))
        .orderBy(asc(statusPages.id))
        .for("no key update");
      const touched = await touchedBy(tx, events);
      for (const page of pages) {
        const changesAt = await publishPage(tx, page, { now, addresses, through, touched: touched(page.id) });
        expect(changesAt);
      }
    },
  };
}
