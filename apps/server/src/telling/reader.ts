import { deliveryChannel, type Tx, toldChannel } from "@fanal/database";
import { newId, notifications, statusPages, subscribers } from "@fanal/database/schema";
import { giveUpAfterHours, passesOn, type Told, wants } from "@fanal/domain";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { ReaderDefinition } from "../events/reader.ts";
import type { FanalEvent } from "../events/types.ts";
import { renderMarkdown } from "../markdown.ts";
import { compose, type RenderedSaid } from "../notifications/queries/compose.ts";
import { readPostmortem, readSaid, readStory } from "../notifications/queries/story.ts";
import type { Addresses } from "../status-pages/queries/hosts.ts";
import { type ToldOf, toldEventTypes, toldOf } from "./told-of.ts";

export const tellingReaderName = "telling";

const subscribersAtOnce = 1_000;

/**
 * The reader that writes down whom an event is told: for each page one notification, and for each subscriber who wants it
 * one delivery. Both are unique, and the transaction that writes them moves the cursor, so nobody is told twice.
 */
export function tellingReader({
  addresses,
  now,
}: {
  addresses: Addresses;
  now: () => Date;
}): ReaderDefinition {
  return {
    name: tellingReaderName,
    handles: toldEventTypes,
    handle: async (tx, events) => {
      for (const event of events) {
        const told = toldOf(event);
        if (told !== null) await tellPages(tx, event, told, { addresses, now });
      }
    },
  };
}

async function tellPages(
  tx: Tx,
  event: FanalEvent,
  { kind, story: address, saidBy, holdMinutes, reminder }: ToldOf,
  { addresses, now }: { addresses: Addresses; now: () => Date },
): Promise<void> {
  const story = await readStory(tx, address);
  if (story === null) return;
  const said = await whatIsSaid(tx, { kind, story: address, saidBy });
  const pages = await tx.db
    .select()
    .from(statusPages)
    .where(eq(statusPages.organizationId, tx.organizationId))
    .orderBy(asc(statusPages.id));
  for (const page of pages) {
    if (reminder !== undefined && !passesOn(page.reminderHours, reminder)) continue;
    const composed = await compose(tx, page, { kind, story, said }, addresses);
    if (composed === null) continue;
    const { message, told } = composed;
    const createdAt = now();
    const dueAt = new Date(event.createdAt.getTime() + holdMinutes * 60_000);
    const notification = {
      organizationId: tx.organizationId,
      id: newId(),
      pageId: page.id,
      eventPosition: event.position,
      kind,
      incidentId: story.kind === "incident" ? story.row.id : null,
      maintenanceId: story.kind === "maintenance" ? story.row.id : null,
      updateId: kind === "postmortem_published" ? null : (said?.id ?? null),
      impact: message.story.kind === "incident" ? message.story.impact : null,
      message,
      heldUntil: holdMinutes === 0 ? null : dueAt,
      createdAt,
    };
    const inserted = await tx.db.insert(notifications).values(notification).onConflictDoNothing().returning();
    if (inserted.length > 0) await queue(tx, notification, told, { dueAt, createdAt });
  }
}

async function whatIsSaid(
  tx: Tx,
  { kind, story, saidBy }: Pick<ToldOf, "kind" | "story" | "saidBy">,
): Promise<RenderedSaid | null> {
  const said =
    kind === "postmortem_published"
      ? await readPostmortem(tx, story.id)
      : saidBy === "none"
        ? null
        : await readSaid(tx, story, saidBy);
  return said === null ? null : { ...said, html: await renderMarkdown(said.message) };
}

/** One delivery for each active subscriber who wants it, some at a time: a page may have a hundred thousand. */
async function queue(
  tx: Tx,
  { id: notificationId, pageId }: { id: string; pageId: string },
  told: Told,
  { dueAt, createdAt }: { dueAt: Date; createdAt: Date },
): Promise<void> {
  const expiresAt = new Date(dueAt.getTime() + giveUpAfterHours * 3_600_000);
  for await (const batch of activeSubscribers(tx, pageId)) {
    const wanted = batch.filter(({ choices }) => wants(choices, told));
    if (wanted.length === 0) continue;
    // By columns: row by row, each would be eight parameters of a statement.
    const column = (of: (one: (typeof batch)[number]) => string) => sql.param(wanted.map(of));
    await tx.db.execute(sql`
      insert into deliveries
        (organization_id, notification_id, due_at, expires_at, created_at, id, subscriber_id, channel)
      select ${tx.organizationId}, ${notificationId}, ${dueAt}, ${expiresAt}, ${createdAt}, one.*
      from unnest(
        ${column(() => newId())}::uuid[], ${column(({ id }) => id)}::uuid[], ${column(({ channel }) => channel)}::text[]
      ) as one (id, subscriber_id, channel)
      on conflict do nothing`);
  }
  await tx.db.execute(
    sql`select pg_notify(${deliveryChannel}, ''), pg_notify(${toldChannel}, ${tx.organizationId})`,
  );
}

async function* activeSubscribers(tx: Tx, pageId: string) {
  const { id, channel, choices, organizationId, pageId: page, state } = subscribers;
  const isActive = and(eq(organizationId, tx.organizationId), eq(page, pageId), eq(state, "active"));
  let after: string | undefined;
  for (let count = subscribersAtOnce; count === subscribersAtOnce; ) {
    const batch = await tx.db
      .select({ id, channel, choices })
      .from(subscribers)
      .where(and(isActive, after === undefined ? undefined : gt(id, after)))
      .orderBy(asc(id))
      .limit(subscribersAtOnce);
    yield batch;
    count = batch.length;
    after = batch.at(-1)?.id;
  }
}
