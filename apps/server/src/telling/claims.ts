import { asSystem, type Database, type Transaction, toldChannel } from "@fanal/database";
import { deliveries, notifications, subscribers } from "@fanal/database/schema";
import type { Channel, DeliveryState, NotificationMessage } from "@fanal/domain";
import { and, eq, inArray, sql } from "drizzle-orm";
import { type NoticeToDeliver, readNotices } from "./notices.ts";

/** Of whom a delivery goes to, what those read who send it and note what became of it. */
const toldColumns = {
  id: subscribers.id,
  pageId: subscribers.pageId,
  channel: subscribers.channel,
  address: subscribers.address,
  endpoint: subscribers.endpoint,
  secret: subscribers.secret,
  previousSecret: subscribers.previousSecret,
  previousSecretEndsAt: subscribers.previousSecretEndsAt,
  contactEmail: subscribers.contactEmail,
  state: subscribers.state,
  language: subscribers.language,
  isShared: subscribers.isShared,
  failingSince: subscribers.failingSince,
};
export type ToldSubscriber = Pick<typeof subscribers.$inferSelect, keyof typeof toldColumns>;

/** A delivery that this process has taken, with whom it goes to and what it says. */
export type Claimed = ClaimedNotification | ClaimedNotice;

/** To a team. */
export type ClaimedNotice = Taken & NoticeToDeliver;

interface Taken {
  organizationId: string;
  id: string;
  /** With this one. */
  attempts: number;
  createdAt: Date;
  /** On this process's own clock, in milliseconds. */
  claimedAt: number;
}

/** To a subscriber. */
export interface ClaimedNotification extends Taken {
  notificationId: string;
  subscriber: ToldSubscriber;
  message: NotificationMessage;
}

/** What became of an attempt, as it is noted. */
export interface Settled {
  organizationId: string;
  id: string;
  state: Exclude<DeliveryState, "queued">;
  /** Seconds until it is tried again; `null`: it is settled. Beyond its time it is given up. */
  delaySeconds: number | null;
  error: string | null;
  responseStatus: number | null;
}

/** Longer than any attempt can take, so that one is tried anew only when whoever had it is gone. */
export const leaseSeconds = 120;

export interface ClaimOptions {
  channel: Channel;
  /** How many may be taken, in all and for each organization, where some are under way already. */
  free: number;
  freeOf: (organizationId: string) => number;
  /** What is told is on the page by then: the reader that has to be past the event. A minute is the longest wait for it. */
  after: string;
}

/**
 * Takes what is due, the same share for each organization that has something, so that none waits for the thousands of another.
 * Of several servers one takes each.
 */
export function claim(database: Database, options: ClaimOptions): Promise<Claimed[]> {
  return asSystem(database, `deliveries by ${options.channel} that are due`, async (db) => {
    await lookUpByKey(db);
    const waiting = (await organizationsWithDue(db, options.channel))
      .map((id) => ({ id, free: options.freeOf(id) }))
      .filter(({ free }) => free > 0);
    if (waiting.length === 0) return [];
    const share = Math.ceil(options.free / waiting.length);
    const shares = waiting.map(({ id, free }) => ({ id, share: Math.min(free, share) }));
    const due = await lockDue(db, shares, options);
    return due.length === 0 ? [] : lease(db, due);
  });
}

/** Otherwise PostgreSQL reads all deliveries there are to find a few hundred: so it counts as long as they fit into its memory. */
async function lookUpByKey(db: Transaction): Promise<void> {
  await db.execute(sql`select set_config('enable_seqscan', 'off', true)`);
}

/** By jumps over the index, one for each organization, however many deliveries it has. */
async function organizationsWithDue(db: Transaction, channel: Channel): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    with recursive waiting as (
      (select organization_id as id from deliveries
        where channel = ${channel} and due_at is not null order by organization_id limit 1)
      union all
      select (select organization_id from deliveries
        where channel = ${channel} and due_at is not null and organization_id > waiting.id
        order by organization_id limit 1)
      from waiting where waiting.id is not null
    )
    select id from waiting where id is not null and exists (
      select from deliveries where channel = ${channel} and organization_id = waiting.id and due_at <= now())
    order by random()`);
  return rows.map(({ id }) => id);
}

async function lockDue(
  db: Transaction,
  shares: { id: string; share: number }[],
  { channel, free, after }: ClaimOptions,
): Promise<{ organizationId: string; id: string }[]> {
  const { rows } = await db.execute<{ organizationId: string; id: string }>(sql`
    select due.organization_id as "organizationId", due.id
    from unnest(${sql.param(shares.map(({ id }) => id))}::uuid[], ${sql.param(shares.map(({ share }) => share))}::int[])
      as waiting (id, share)
    left join event_cursors published
      on published.organization_id = waiting.id and published.reader = ${after}
    cross join lateral (
      select d.organization_id, d.id from deliveries d
      left join notifications n on n.organization_id = d.organization_id and n.id = d.notification_id
      where d.channel = ${channel} and d.organization_id = waiting.id and d.due_at <= now()
        and (d.notice_id is not null or n.event_position <= published.position or n.created_at < now() - interval '1 minute')
      order by d.due_at limit waiting.share for update of d skip locked
    ) due
    limit ${free}`);
  return rows;
}

async function lease(
  db: Transaction,
  due: readonly { organizationId: string; id: string }[],
): Promise<Claimed[]> {
  const { organizationId, id, notificationId, subscriberId, attempts, createdAt } = deliveries;
  const organizations = sql.param(due.map((one) => one.organizationId));
  const own = sql.param(due.map((one) => one.id));
  const isTaken = sql`(${organizationId}, ${id}) in (select * from unnest(${organizations}::uuid[], ${own}::uuid[]))`;
  const taken = db.$with("taken").as(
    db
      .update(deliveries)
      .set({ dueAt: sql`now() + make_interval(secs => ${leaseSeconds})`, attempts: sql`${attempts} + 1` })
      .where(isTaken)
      .returning({ organizationId, id, notificationId, subscriberId, attempts, createdAt }),
  );
  // One by one, as `limit` has it; joined as a whole, all there are would be read.
  const subscriber = db
    .select(toldColumns)
    .from(subscribers)
    .where(and(eq(subscribers.organizationId, taken.organizationId), eq(subscribers.id, taken.subscriberId)))
    .limit(1)
    .as("subscriber");
  const rows = await db.with(taken).select().from(taken).crossJoinLateral(subscriber);
  const notified = rows.flatMap(
    ({ taken: { subscriberId: _, notificationId: of, ...delivery }, subscriber }) =>
      of === null ? [] : [{ ...delivery, notificationId: of, subscriber }],
  );
  const messages = await messagesOf(db, notified);
  const claimedAt = performance.now();
  const toSubscribers = notified.flatMap((delivery) => {
    const message = messages.get(delivery.notificationId);
    return message === undefined ? [] : [{ ...delivery, claimedAt, message }];
  });
  const toTeams = notified.length === due.length ? [] : await readNotices(db, isTaken);
  return [...toSubscribers, ...toTeams.map((delivery) => ({ ...delivery, claimedAt }))];
}

/** Read once for all who are told the same. */
async function messagesOf(
  db: Transaction,
  rows: readonly { organizationId: string; notificationId: string }[],
): Promise<Map<string, NotificationMessage>> {
  const { organizationId, id, message } = notifications;
  const of = (one: (row: (typeof rows)[number]) => string) => [...new Set(rows.map(one))];
  const found = await db
    .select({ id, message })
    .from(notifications)
    .where(
      and(
        inArray(
          organizationId,
          of((row) => row.organizationId),
        ),
        inArray(
          id,
          of((row) => row.notificationId),
        ),
      ),
    );
  return new Map(found.map((row) => [row.id, row.message]));
}

/**
 * Notes what became of attempts, all at once. What was recalled meanwhile, though it was under way, says what became of it; of
 * whom was removed meanwhile nothing is kept that the other side said.
 */
export async function settle(database: Database, all: readonly Settled[]): Promise<void> {
  await asSystem(database, "outcome of deliveries", async (db) => {
    await lookUpByKey(db);
    const column = (of: (one: Settled) => unknown) => sql.param(all.map(of));
    await db.execute(sql`
      update deliveries d set
        state = case when o.state = 'failed' and now() + o.delay > d.expires_at then 'given_up' else o.state end,
        due_at = case when now() + o.delay <= d.expires_at then now() + o.delay end,
        sent_at = case when o.state = 'sent' then now() end,
        error = case when not exists (
          select from subscribers s where s.organization_id = d.organization_id and s.id = d.subscriber_id
            and s.state = 'removed') then o.error end,
        response_status = o.response_status
      from (
        select organization_id, id, state, make_interval(secs => delay) as delay, error, response_status
        from unnest(
          ${column((one) => one.organizationId)}::uuid[], ${column((one) => one.id)}::uuid[],
          ${column((one) => one.state)}::text[], ${column((one) => one.delaySeconds)}::float8[],
          ${column((one) => one.error)}::text[], ${column((one) => one.responseStatus)}::int[]
        ) as one (organization_id, id, state, delay, error, response_status)
      ) o
      where d.organization_id = o.organization_id and d.id = o.id`);
    for (const organizationId of new Set(all.map((one) => one.organizationId)))
      await db.execute(sql`select pg_notify(${toldChannel}, ${organizationId})`);
  });
}

/** Gives back what was taken and not tried, as if it never had been. */
export async function giveBack(
  database: Database,
  all: readonly Claimed[],
  delaySeconds: number,
): Promise<void> {
  await asSystem(database, "deliveries that were not tried", (db) =>
    db.execute(sql`
      update deliveries d set due_at = now() + make_interval(secs => ${delaySeconds}), attempts = attempts - 1
      from unnest(
        ${sql.param(all.map((one) => one.organizationId))}::uuid[], ${sql.param(all.map((one) => one.id))}::uuid[]
      ) as one (organization_id, id)
      where d.organization_id = one.organization_id and d.id = one.id and d.due_at is not null`),
  );
}
