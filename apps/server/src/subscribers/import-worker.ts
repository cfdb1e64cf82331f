import { type LineError, limits } from "@fanal/contract";
import { asSystem, type Database, inOrganization, type Tx } from "@fanal/database";
import { mails, newId, subscriberImports, subscribers } from "@fanal/database/schema";
import { and, eq, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { lease, rest, startLeasedWork } from "../leased-work.ts";
import { requireStatusPage } from "../status-pages/queries/pages.ts";
import { sendConfirmation } from "./confirmation.ts";
import { recordImport } from "./import-event.ts";
import {
  type Columns,
  columnsOf,
  type FileRow,
  type ImportedSubscriber,
  readRow,
  rowsOf,
} from "./import-file.ts";
import { importPage } from "./import-queries.ts";
import { createSubscribingLimits, mailsForMailbox } from "./limits.ts";
import type { PageRow, SubscriberRow } from "./rows.ts";

type ImportRow = typeof subscriberImports.$inferSelect;
interface ImportId {
  organizationId: string;
  id: string;
}

/** Rows of one transaction. Each that is asked has a mail written. */
const batchSize = { vouched: 1_000, ask: 100 };
/** Mails that may wait to be sent before more are written: those of others are not held up for long. */
const mostWaitingMails = 300;
const waitForMailsMs = 500;

/**
 * Works on imports, row by row. What was done is noted in the transaction that does it: an import that is cut off goes on
 * behind its last row.
 */
export function startImports(context: Context): AsyncDisposable {
  return startLeasedWork({
    claim: () => claim(context.database),
    workOn: (id: ImportId, stop) => workOn(context, id, stop),
    log: context.log,
    cutOff: "an import of subscribers was cut off; it goes on by itself",
  });
}

/** The oldest import that nobody works on; `null`: there is none. */
function claim(database: Database): Promise<ImportId | null> {
  return asSystem(database, "claim an import of subscribers", async (db) => {
    const [found] = await db
      .select({ organizationId: subscriberImports.organizationId, id: subscriberImports.id })
      .from(subscriberImports)
      .where(
        and(
          eq(subscriberImports.state, "running"),
          sql`coalesce(${subscriberImports.takenUntil}, '-infinity') < now()`,
        ),
      )
      .orderBy(subscriberImports.createdAt)
      .limit(1)
      .for("update", { skipLocked: true });
    if (found === undefined) return null;
    await db.update(subscriberImports).set({ takenUntil: lease }).where(one(found));
    return found;
  });
}

/** Goes on with an import until its last row, its end by somebody, or the end of this server. */
async function workOn(context: Context, id: ImportId, stop: AbortSignal): Promise<void> {
  const { database } = context;
  const start = await read(database, id);
  if (start?.csv == null) return;
  const size = batchSize[start.confirmation];
  let columns: Columns | null = null;
  let position = 0;
  let batch: FileRow[] = [];
  for await (const row of rowsOf(start.csv)) {
    if (columns === null) {
      columns = columnsOf(row.values);
      continue;
    }
    if (++position <= start.done) continue;
    batch.push(row);
    if (batch.length < size && position < start.total) continue;
    if (start.confirmation === "ask") await untilMailsAreFew(database, id, stop);
    if (stop.aborted) break;
    const isOurs = await writeBatch(context, id, { rows: batch, columns, from: position - batch.length });
    if (!isOurs) return;
    batch = [];
  }
  // Another server need not wait for the lease to end.
  await inOrganization(database, id.organizationId, ({ db }) =>
    db.update(subscriberImports).set({ takenUntil: null }).where(one(id)),
  );
}

/** Writes some rows and how far the import is by then; false when somebody else has gone on with it, or ended it. */
async function writeBatch(
  context: Context,
  id: ImportId,
  { rows, columns, from }: { rows: FileRow[]; columns: Columns; from: number },
): Promise<boolean> {
  const { result } = await inOrganization(context.database, id.organizationId, async (tx) => {
    // Locked against a server that believes that we are gone, and against whoever stops it.
    const [row] = await tx.db.select().from(subscriberImports).where(one(id)).for("no key update");
    if (row === undefined || row.state !== "running" || row.done !== from) return false;
    const { added, known, errors } = await addAll(tx, context, row, { rows, columns });
    const done = from + rows.length;
    const isLast = done >= row.total;
    const [saved] = await tx.db
      .update(subscriberImports)
      .set({
        done,
        added: row.added + added,
        known: row.known + known,
        refused: row.refused + errors.length,
        errors: [...row.errors, ...errors].slice(0, limits.importErrors),
        takenUntil: isLast ? null : lease,
        ...(isLast ? { state: "finished" as const, csv: null, finishedAt: context.now() } : {}),
      })
      .where(one(id))
      .returning();
    if (saved !== undefined && isLast) {
      const by = { actor: row.startedBy, now: context.now, address: row.startedFrom };
      recordImport(tx, by, saved);
    }
    return true;
  });
  return result;
}

async function addAll(
  tx: Tx,
  context: Context,
  { pageId, confirmation }: ImportRow,
  { rows, columns }: { rows: FileRow[]; columns: Columns },
): Promise<{ added: number; known: number; errors: LineError[] }> {
  const page = await requireStatusPage(tx, pageId);
  const may = await importPage(tx, page);
  const errors: LineError[] = [];
  const wanted = new Map<string, ImportedSubscriber & { line: number }>();
  let known = 0;
  for (const row of rows) {
    const read = readRow(row, columns, may);
    if (typeof read === "string") errors.push({ line: row.line, message: read });
    else if (wanted.has(read.email)) known++;
    else wanted.set(read.email, { ...read, line: row.line });
  }
  if (wanted.size === 0) return { added: 0, known, errors };
  const now = context.now();
  const isAsked = confirmation === "ask";
  const added = await insertImported(tx, { pageId, isAsked, now }, [...wanted.values()]);
  const tired = isAsked ? await askAll(tx, context, added, page) : [];
  const isNew = new Set(added.map(({ addressKey }) => addressKey));
  const rest = [...wanted.keys()].filter((email) => !isNew.has(email));
  const gone = await unsubscribedAmong(tx, pageId, rest);
  const refuseAll = (emails: string[], message: string) => {
    for (const email of emails) errors.push({ line: wanted.get(email)?.line ?? 0, message });
  };
  refuseAll(tired, `This address was asked ${mailsForMailbox} times today. Import it again tomorrow.`);
  refuseAll(gone, "This address unsubscribed. Only whoever reads it can come back.");
  errors.sort((a, b) => a.line - b.line);
  return { added: added.length - tired.length, known: known + rest.length - gone.length, errors };
}

/** Adds those who are not there yet; the others stay as they are. */
export function insertImported(
  tx: Tx,
  { pageId, isAsked, now }: { pageId: string; isAsked: boolean; now: Date },
  wanted: readonly ImportedSubscriber[],
): Promise<SubscriberRow[]> {
  return tx.db
    .insert(subscribers)
    .values(
      wanted.map(({ email, choices, language, isShared }) => ({
        organizationId: tx.organizationId,
        id: newId(),
        pageId,
        channel: "email" as const,
        address: email,
        addressKey: email,
        state: isAsked ? ("unconfirmed" as const) : ("active" as const),
        choices,
        language,
        isShared,
        addedBy: "import" as const,
        confirmationSentAt: isAsked ? now : null,
        confirmedAt: isAsked ? null : now,
        createdAt: now,
        updatedAt: now,
      })),
    )
    .onConflictDoNothing()
    .returning();
}

/** Asks each by a mail, but for those who had too many of them: these are not added, and returned. */
async function askAll(tx: Tx, context: Context, added: SubscriberRow[], page: PageRow): Promise<string[]> {
  const limits = createSubscribingLimits(context.database);
  const tired: SubscriberRow[] = [];
  for (const subscriber of added) {
    if (await limits.mayMail(subscriber.address ?? "")) await sendConfirmation(tx, context, subscriber, page);
    else tired.push(subscriber);
  }
  const ids = tired.map(({ id }) => id);
  if (ids.length > 0)
    await tx.db
      .delete(subscribers)
      .where(and(eq(subscribers.organizationId, tx.organizationId), inArray(subscribers.id, ids)));
  return tired.flatMap(({ address }) => address ?? []);
}

async function unsubscribedAmong(tx: Tx, pageId: string, emails: string[]): Promise<string[]> {
  if (emails.length === 0) return [];
  const rows = await tx.db
    .select({ email: subscribers.addressKey })
    .from(subscribers)
    .where(
      and(
        eq(subscribers.organizationId, tx.organizationId),
        eq(subscribers.pageId, pageId),
        eq(subscribers.channel, "email"),
        eq(subscribers.state, "unsubscribed"),
        inArray(subscribers.addressKey, emails),
      ),
    );
  return rows.flatMap(({ email }) => (email === null ? [] : [email]));
}

/** Waits while many mails of the organization are still to be sent, and keeps the import meanwhile. */
async function untilMailsAreFew(database: Database, id: ImportId, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const { result: waiting } = await inOrganization(database, id.organizationId, async (tx) => {
      await tx.db.update(subscriberImports).set({ takenUntil: lease }).where(one(id));
      return tx.db.$count(mails, and(eq(mails.organizationId, id.organizationId), isNotNull(mails.dueAt)));
    });
    if (waiting < mostWaitingMails) return;
    await rest(waitForMailsMs, stop);
  }
}

async function read(database: Database, id: ImportId): Promise<ImportRow | undefined> {
  const { result } = await inOrganization(database, id.organizationId, ({ db }) =>
    db.select().from(subscriberImports).where(one(id)),
  );
  return result[0];
}

function one({ organizationId, id }: ImportId): SQL | undefined {
  return and(eq(subscriberImports.organizationId, organizationId), eq(subscriberImports.id, id));
}
