import { isDeepStrictEqual } from "node:util";
import type { Story } from "@fanal/contract/snapshot";
import type { Reader, Tx } from "@fanal/database";
import { incidents, maintenances, pageStories } from "@fanal/database/schema";
import { changesCalendars } from "@fanal/domain";
import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { formerPaths } from "../imports/queries.ts";
import { isPublic } from "../incidents/queries.ts";
import { renderMarkdown } from "../markdown.ts";
import type { PageService } from "../status-pages/queries/services.ts";
import { type KeptStory, mostStories } from "./page-stories.ts";
import { type ReadIncident, readIncidents } from "./snapshot/incidents.ts";
import { readMaintenances } from "./snapshot/maintenances.ts";

/** Which stories may have become others: those of these incidents and maintenances, or any. */
export type Touched = { incidents: ReadonlySet<string>; maintenances: ReadonlySet<string> } | "all";

export const nothingTouched: Touched = { incidents: new Set(), maintenances: new Set() };

/** Updates of one story. */
export const mostUpdates = 500;
/** Stories read at once. */
const batchSize = 200;

type Kind = Story["kind"];

interface ToldPage {
  id: string;
  /** Which it gets with these stories. */
  version: number;
  services: readonly PageService[];
  now: Date;
}

/**
 * Brings the stories of a page up to date in the table `page_stories`; what is gone stays without its story.
 *
 * @returns how many are others now
 */
export async function writeStories(tx: Tx, page: ToldPage, touched: Touched): Promise<number> {
  const incidentIds = touched === "all" ? await newestIncidents(tx) : [...touched.incidents];
  const maintenanceIds = touched === "all" ? await newestMaintenances(tx) : [...touched.maintenances];
  const written = [
    await writeKind(tx, page, "incident", incidentIds, incidentStories),
    await writeKind(tx, page, "maintenance", maintenanceIds, maintenanceStories),
  ];
  return written.reduce((sum, count) => sum + count, 0);
}

type ReadStories = (tx: Tx, ids: string[], services: readonly PageService[]) => Promise<Story[]>;

async function writeKind(
  tx: Tx,
  { id: pageId, version, services, now }: ToldPage,
  kind: Kind,
  ids: readonly string[],
  read: ReadStories,
): Promise<number> {
  let count = 0;
  for (let start = 0; start < ids.length; start += batchSize) {
    const batch = ids.slice(start, start + batchSize);
    const before = await storedStories(tx, pageId, kind, batch);
    const former = await formerPaths(tx, batch);
    const after = new Map(
      (await read(tx, batch, services)).map((story) => {
        const paths = former.get(story.id);
        return [story.id, paths === undefined ? story : { ...story, formerPaths: paths }];
      }),
    );
    const changed = batch.flatMap((id) => {
      const known = before.get(id);
      const told = after.get(id);
      const story = told === undefined ? whatIsLeftOf(known ?? null, now) : inSequence(told, known ?? null);
      // What visitors never saw leaves no trace.
      if (known === undefined ? story === null : isDeepStrictEqual(known, story)) return [];
      return [{ organizationId: tx.organizationId, pageId, kind, id, version, story }];
    });
    if (changed.length > 0) await store(tx, changed);
    count += changed.length;
  }
  return count;
}

async function store(tx: Tx, rows: (typeof pageStories.$inferInsert)[]): Promise<void> {
  await tx.db
    .insert(pageStories)
    .values(rows)
    .onConflictDoUpdate({
      target: [pageStories.organizationId, pageStories.pageId, pageStories.kind, pageStories.id],
      set: { version: sql`excluded.version`, story: sql`excluded.story` },
    });
}

async function storedStories(
  reader: Reader,
  pageId: string,
  kind: Kind,
  ids: string[],
): Promise<Map<string, KeptStory>> {
  const rows = await reader.db
    .select({ id: pageStories.id, story: pageStories.story })
    .from(pageStories)
    .where(
      and(
        eq(pageStories.organizationId, reader.organizationId),
        eq(pageStories.pageId, pageId),
        eq(pageStories.kind, kind),
        inArray(pageStories.id, ids),
      ),
    );
  return new Map(rows.map(({ id, story }) => [id, asKeptStory(story)]));
}

/** A story as the table has it: only `writeStories` writes them, in the format of the snapshot beside them. */
export function asKeptStory(stored: unknown): KeptStory {
  return stored as KeptStory;
}

function whatIsLeftOf(known: KeptStory, now: Date): KeptStory {
  if (known?.kind !== "maintenance") return known?.kind === "canceled_window" ? known : null;
  const { id, startsAt, endsAt, sequence } = known;
  return {
    kind: "canceled_window",
    id,
    startsAt,
    endsAt,
    sequence: sequence + 1,
    canceledAt: now.toISOString(),
  };
}

/**
 * Calendars believe what has the higher `SEQUENCE`. A maintenance that left the page without a change of its own was told
 * as canceled under a number of the page's: what follows goes on from there.
 */
function inSequence(story: Story, known: KeptStory): Story {
  if (story.kind !== "maintenance") return story;
  if (known?.kind === "canceled_window")
    return { ...story, sequence: Math.max(story.sequence, known.sequence + 1) };
  if (known?.kind !== "maintenance") return story;
  const rises = changesCalendars(calendarFace(known), calendarFace(story));
  return { ...story, sequence: Math.max(story.sequence, known.sequence + (rises ? 1 : 0)) };
}

function calendarFace({ title, status, startsAt, endsAt }: Story & { kind: "maintenance" }) {
  return { title, status, startsAt: new Date(startsAt), endsAt: new Date(endsAt), isDeleted: false };
}

async function newestIncidents(reader: Reader): Promise<string[]> {
  const rows = await reader.db
    .select({ id: incidents.id })
    .from(incidents)
    .where(isPublic(reader))
    .orderBy(desc(incidents.startedAt), desc(incidents.id))
    .limit(mostStories);
  return rows.map(({ id }) => id);
}

async function newestMaintenances(reader: Reader): Promise<string[]> {
  const rows = await reader.db
    .select({ id: maintenances.id })
    .from(maintenances)
    .where(and(eq(maintenances.organizationId, reader.organizationId), isNull(maintenances.deletedAt)))
    .orderBy(desc(maintenances.startsAt), desc(maintenances.id))
    .limit(mostStories);
  return rows.map(({ id }) => id);
}

async function incidentStories(
  reader: Reader,
  ids: string[],
  services: readonly PageService[],
): Promise<Story[]> {
  const rows = await reader.db
    .select()
    .from(incidents)
    .where(and(isPublic(reader), inArray(incidents.id, ids)));
  const read = await readIncidents(reader, rows, { services, mostUpdates });
  return Promise.all(read.map(incidentStory));
}

/** The whole story of an incident that was read with all its updates. */
export async function incidentStory({
  incident,
  setBy,
  updatedAt,
  postmortem,
}: ReadIncident): Promise<Story & { kind: "incident" }> {
  return {
    kind: "incident",
    ...incident,
    updates: incident.updates.map((update) => ({ ...update, services: setBy.get(update.id) ?? [] })),
    updatedAt: updatedAt.toISOString(),
    postmortem:
      postmortem === null
        ? null
        : {
            html: await renderMarkdown(postmortem.message),
            publishedAt: postmortem.publishedAt.toISOString(),
          },
  };
}

async function maintenanceStories(
  reader: Reader,
  ids: string[],
  services: readonly PageService[],
): Promise<Story[]> {
  const rows = await reader.db
    .select()
    .from(maintenances)
    .where(
      and(
        eq(maintenances.organizationId, reader.organizationId),
        isNull(maintenances.deletedAt),
        inArray(maintenances.id, ids),
      ),
    );
  const read = await readMaintenances(reader, rows, { services, mostUpdates });
  return read.map((maintenance) => ({ kind: "maintenance" as const, ...maintenance }));
}
