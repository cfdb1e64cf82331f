import type { VisitorMessage } from "@fanal/contract";
import { type Snapshot, snapshotFormat } from "@fanal/contract/snapshot";
import type { Tx } from "@fanal/database";
import { artifacts, publications, statusPages } from "@fanal/database/schema";
import { renderPage } from "@fanal/status-page";
import { and, eq, lte } from "drizzle-orm";
import { record } from "../events/record.ts";
import type { Addresses } from "../status-pages/queries/hosts.ts";
import { canonicalBase } from "./base.ts";
import { differ } from "./differ.ts";
import { encode } from "./encodings.ts";
import { keptVersions, messageFor } from "./messages.ts";
import { rendererBuild } from "./renderer.ts";
import { buildSnapshot } from "./snapshot/build.ts";
import { type Touched, writeStories } from "./stories.ts";
import { takesBack } from "./takes-back.ts";

const publisher = { kind: "system", id: null, name: "Publishing" } as const;

type PageRow = typeof statusPages.$inferSelect;

interface PublishOptions {
  now: () => Date;
  addresses: Addresses;
  /** Stories that may have become others since the last time. */
  touched: Touched;
  /** Position of the event that the publication answers to; `null` when time did. */
  through: number | null;
}

/**
 * Brings what visitors see of a page up to date, in the transaction that has locked its row: new snapshot and stories,
 * finished bytes, the message to open pages, and the event that tells of it. Does nothing when visitors would see no
 * difference.
 *
 * @returns when time alone next changes what they see
 */
export async function publishPage(
  tx: Tx,
  page: PageRow,
  { now, addresses, touched, through }: PublishOptions,
): Promise<Date> {
  const version = page.publishedVersion + 1;
  const built = await buildSnapshot(tx, page, { version, now: now(), addresses });
  const { snapshot, changesAt, services } = built;
  const previous = await publishedSnapshot(tx, page);
  // Fragments of one build do not fit into the page of another.
  const base = previous?.renderer === rendererBuild ? previous.snapshot : null;
  const changedStories = await writeStories(
    tx,
    { id: page.id, version, services, now: now() },
    base === null ? "all" : touched,
  );
  const isNews = base === null || changedStories > 0 || differ(base, snapshot);
  await tx.db
    .update(statusPages)
    .set({ changesAt, ...(isNews ? { publishedVersion: version } : {}) })
    .where(and(eq(statusPages.organizationId, tx.organizationId), eq(statusPages.id, page.id)));
  if (!isNews) return changesAt;
  const html = renderPage(snapshot, { language: page.language, base: canonicalBase(snapshot) });
  // Compressed beside the main thread, while the database takes the data.
  const [bytes] = await Promise.all([
    encode(html),
    storePublication(tx, snapshot, messageFor(base, snapshot, page.language), now()),
  ]);
  await storeArtifact(tx, snapshot, bytes);
  const isForgotten = previous !== null && takesBack(previous.snapshot, snapshot);
  await forgetPublications(tx, page.id, isForgotten ? version - 1 : version - keptVersions);
  record(
    tx,
    { actor: publisher, now },
    { type: "status_page.published", subjectId: page.id, data: { name: page.name, version, through } },
  );
  return changesAt;
}

async function publishedSnapshot(
  tx: Tx,
  page: PageRow,
): Promise<{ snapshot: Snapshot; renderer: string } | null> {
  const [row] = await tx.db
    .select({ snapshot: publications.snapshot, renderer: artifacts.renderer })
    .from(publications)
    .innerJoin(
      artifacts,
      and(
        eq(artifacts.organizationId, publications.organizationId),
        eq(artifacts.pageId, publications.pageId),
      ),
    )
    .where(
      and(
        eq(publications.organizationId, tx.organizationId),
        eq(publications.pageId, page.id),
        eq(publications.version, page.publishedVersion),
        eq(artifacts.path, ""),
      ),
    );
  if (row === undefined) return null;
  const snapshot = asSnapshot(row.snapshot);
  return snapshot === null ? null : { snapshot, renderer: row.renderer };
}

/** A stored snapshot, if its shape is the one that this code writes. */
export function asSnapshot(stored: unknown): Snapshot | null {
  const isOurs =
    typeof stored === "object" && stored !== null && "format" in stored && stored.format === snapshotFormat;
  // The format number stands for the whole shape, and only `publishPage` writes it.
  return isOurs ? (stored as Snapshot) : null;
}

async function storeArtifact(
  tx: Tx,
  { pageId, version }: Snapshot,
  { gzip, brotli }: { gzip: Buffer; brotli: Buffer },
): Promise<void> {
  const values = {
    organizationId: tx.organizationId,
    pageId,
    path: "",
    version,
    renderer: rendererBuild,
    contentType: "text/html; charset=utf-8",
    gzip,
    brotli,
  };
  await tx.db
    .insert(artifacts)
    .values(values)
    .onConflictDoUpdate({
      target: [artifacts.organizationId, artifacts.pageId, artifacts.path],
      set: values,
    });
}

async function storePublication(
  tx: Tx,
  snapshot: Snapshot,
  message: VisitorMessage,
  createdAt: Date,
): Promise<void> {
  const { organizationId } = tx;
  const { pageId, version } = snapshot;
  await tx.db
    .insert(publications)
    .values({ organizationId, pageId, version, snapshot, message: JSON.stringify(message), createdAt });
}

/** Deletes versions up to this one: visitors who have an older one fetch the page instead. */
async function forgetPublications(tx: Tx, pageId: string, through: number): Promise<void> {
  await tx.db
    .delete(publications)
    .where(
      and(
        eq(publications.organizationId, tx.organizationId),
        eq(publications.pageId, pageId),
        lte(publications.version, through),
      ),
    );
}
