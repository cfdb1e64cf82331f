import { statusPages } from "@fanal/database/schema";
import { asc, eq } from "drizzle-orm";
import type { ReaderDefinition } from "../events/reader.ts";
import { publishPage } from "./publish.ts";

export const publishingReaderName = "publishing";

/** The reader that keeps what visitors see in step with the log: each batch of events gives each page one new version at most. */
export function publishingReader(now: () => Date): ReaderDefinition {
  return {
    name: publishingReaderName,
    handles: [
      "service.created",
      "service.updated",
      "service.deleted",
      "service.restored",
      "service.status_set",
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
      "incident.postmortem_published",
      "incident.postmortem_reverted",
      "status_page.created",
      "status_page.updated",
      "announcement.created",
      "announcement.updated",
      "announcement.deleted",
      "announcement.restored",
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
      for (const page of pages) await publishPage(tx, page, { now, through });
    },
  };
}
