import type { Tx } from "@fanal/database";
import { type statusPages, subscribers } from "@fanal/database/schema";
import { and, eq, ne, sql } from "drizzle-orm";
import type { Context } from "../context.ts";

export type SubscriberRow = typeof subscribers.$inferSelect;
export type PageRow = typeof statusPages.$inferSelect;

/** Who speaks for a subscriber: the address itself, or whoever answers for an endpoint. `null` once it is forgotten. */
export function mailboxOf({ channel, address, contactEmail }: SubscriberRow): string | null {
  return channel === "email" ? address : contactEmail;
}

/**
 * Locks a subscriber, since whoever subscribed and an operator may change it at once; `undefined` when there is none, or
 * none any more.
 */
export async function lockSubscriber(tx: Tx, subscriberId: string): Promise<SubscriberRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(subscribers)
    .where(and(isSubscriber(tx, subscriberId), ne(subscribers.state, "removed")))
    .for("no key update");
  return row;
}

/** Changes a subscriber that is locked, and returns what it is then. */
export async function saveSubscriber(
  tx: Tx,
  { now }: Pick<Context, "now">,
  { id }: SubscriberRow,
  change: Partial<SubscriberRow>,
): Promise<SubscriberRow> {
  const [saved] = await tx.db
    .update(subscribers)
    .set({ ...change, updatedAt: now(), version: sql`${subscribers.version} + 1` })
    .where(isSubscriber(tx, id))
    .returning();
  if (saved === undefined) throw new Error(`Subscriber ${id} is gone while its row is locked`);
  return saved;
}

function isSubscriber({ organizationId }: Tx, subscriberId: string) {
  return and(eq(subscribers.organizationId, organizationId), eq(subscribers.id, subscriberId));
}
