import { asSystem, type Database, inOrganization, type Tx, toldChannel } from "@fanal/database";
import { deliveries, mails, subscribers } from "@fanal/database/schema";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Logger } from "pino";
import { record } from "../../events/record.ts";
import { withoutAddresses } from "../../mail/post-office.ts";
import { quarantine } from "../health.ts";
import type { Bounce } from "./bounce.ts";

interface NoteOptions {
  database: Database;
  log: Logger;
}

/** What a bounce is about. */
interface Bounced {
  organizationId: string;
  /** `null` where it was a notice to a member of a team. */
  subscriberId: string | null;
  /** `null` where only the address is known. */
  deliveryId: string | null;
}

/** Clocks of providers differ from that of the database. */
const clockMinutes = 5;

/**
 * Notes what became of a mail that was taken. Told again it changes nothing: what is bounced is bounced already, and what was told
 * before somebody confirmed, or before the mail went out again, says nothing of what is there now.
 */
export async function noteBounce({ database, log }: NoteOptions, bounce: Bounce): Promise<void> {
  const id = idIn(bounce.messageId);
  const found =
    bounce.messageId === null
      ? await subscribersAt(database, bounce.addresses)
      : id === null
        ? []
        : await deliveryWith(database, id);
  for (const one of found)
    await inOrganization(database, one.organizationId, (tx) => noteOne(tx, one, bounce));
  if (found.length > 0 || id === null) return;
  const [mail] = await asSystem(database, "a mail that bounced", (db) =>
    db.select({ kind: mails.kind }).from(mails).where(eq(mails.id, id)),
  );
  // Nobody is told by it; whoever runs Fanal may wonder why somebody never had it.
  if (mail !== undefined)
    log.warn(
      { mail: id, kind: mail.kind, bounce: bounce.kind, reason: reasonOf(bounce) },
      "a mail came back",
    );
}

async function noteOne(tx: Tx, { subscriberId, deliveryId }: Bounced, bounce: Bounce): Promise<void> {
  const { kind } = bounce;
  const reason = reasonOf(bounce);
  const isNews = sql`${bounce.at.toISOString()}::timestamptz + make_interval(mins => ${clockMinutes})`;
  if (deliveryId !== null) {
    const isRemoved = sql`exists (select from subscribers s where s.organization_id = ${deliveries.organizationId}
      and s.id = ${deliveries.subscriberId} and s.state = 'removed')`;
    await tx.db
      .update(deliveries)
      .set({
        ...(kind === "soft" ? {} : { state: "bounced" }),
        error: sql`case when not ${isRemoved} then ${reason} end`,
      })
      .where(
        and(
          eq(deliveries.organizationId, tx.organizationId),
          eq(deliveries.id, deliveryId),
          eq(deliveries.state, "sent"),
          sql`${deliveries.sentAt} <= ${isNews}`,
        ),
      );
    await tx.db.execute(sql`select pg_notify(${toldChannel}, ${tx.organizationId})`);
  }
  if (kind === "soft" || subscriberId === null) return;
  const isAbout = sql`coalesce(${subscribers.confirmedAt}, ${subscribers.createdAt}) <= ${isNews}`;
  if (kind === "hard") await quarantine(tx, subscriberId, { failure: reason, when: isAbout });
  else await unsubscribe(tx, subscriberId, isAbout);
}

/** Whoever calls a mail spam wants none: no other may be sent, whichever link they had. */
async function unsubscribe(tx: Tx, subscriberId: string, when: SQL): Promise<void> {
  const [row] = await tx.db
    .update(subscribers)
    .set({
      state: "unsubscribed",
      unsubscribedAt: sql`now()`,
      updatedAt: sql`now()`,
      version: sql`version + 1`,
    })
    .where(
      and(
        eq(subscribers.organizationId, tx.organizationId),
        eq(subscribers.id, subscriberId),
        eq(subscribers.state, "active"),
        // One of many readers ends it for none of the others.
        eq(subscribers.isShared, false),
        when,
      ),
    )
    .returning({ pageId: subscribers.pageId, at: subscribers.updatedAt });
  if (row === undefined) return;
  const subscriber = { kind: "system", id: null, name: "Subscriber" } as const;
  record(
    tx,
    { actor: subscriber, now: () => row.at },
    { type: "subscriber.unsubscribed", subjectId: subscriberId, data: { pageId: row.pageId } },
  );
}

/** Mail servers repeat addresses in what they say. */
function reasonOf({ reason }: Bounce): string {
  return withoutAddresses(reason).replaceAll("\0", "").slice(0, 1_000);
}

/** Ours are ids of deliveries and mails, at the domain of `MAIL_FROM`. */
function idIn(messageId: string | null): string | null {
  return (
    /^<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^@>\s]+>?$/.exec(messageId?.trim() ?? "")?.[1] ?? null
  );
}

/** By one look into the key of each organization: deliveries are too many to have an index for this alone. */
function deliveryWith(database: Database, id: string): Promise<Bounced[]> {
  return asSystem(database, "a delivery that bounced", async (db) => {
    const { rows } = await db.execute<{ organization: string; subscriber: string | null }>(sql`
      select d.organization_id as organization, d.subscriber_id as subscriber
      from auth.organization o
      join deliveries d on d.organization_id = o.id and d.id = ${id} and d.channel = 'email'`);
    return rows.map((row) => ({
      organizationId: row.organization,
      subscriberId: row.subscriber,
      deliveryId: id,
    }));
  });
}

/** On whichever pages: a mailbox that is not there is there for none. */
function subscribersAt(database: Database, addresses: readonly string[]): Promise<Bounced[]> {
  const keys = addresses.map((address) => address.trim().toLowerCase());
  return asSystem(database, "subscribers whose address bounced", async (db) => {
    const { rows } = await db.execute<{ organization: string; id: string }>(sql`
      select s.organization_id as organization, s.id
      from status_pages p
      join subscribers s on s.organization_id = p.organization_id and s.page_id = p.id and s.channel = 'email'
        and s.address_key = any (${sql.param(keys)}::text[])
      order by s.organization_id, s.id`);
    return rows.map((row) => ({ organizationId: row.organization, subscriberId: row.id, deliveryId: null }));
  });
}
