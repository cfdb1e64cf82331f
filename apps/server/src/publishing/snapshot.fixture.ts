import { type Snapshot, snapshotFormat } from "@fanal/contract/snapshot";
import { headline } from "@fanal/domain";
import type { PublishedPage } from "./artifacts.ts";
import { closedLock } from "./door/lock.ts";

const asOf = "2026-11-20T10:00:00.000Z";

/** A page with one service that is fine, as it is read from the disk: not rendered yet. */
export function publishedPage(
  slug: string,
  version: number,
  name = "Acme",
  pageId = `page-${slug}`,
): PublishedPage {
  const services = [
    { id: "service", name: "API", description: "", status: "operational" as const, since: asOf },
  ];
  const snapshot: Snapshot = {
    format: snapshotFormat,
    version,
    pageId,
    page: { name, slug, timeZone: "Etc/UTC" },
    asOf,
    headline: headline(services),
    groups: [{ id: null, name: null, status: "operational", services }],
    incidents: [],
    days: [],
  };
  const lock = closedLock("public");
  return { organizationId: "organization", pageId, slug, version, snapshot, lock, bytes: null, messages: [] };
}
