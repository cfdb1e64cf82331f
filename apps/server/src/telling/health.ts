import { type Database, inOrganization, type Tx } from "@fanal/database";
import { subscribers } from "@fanal/database/schema";
import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import { record } from "../events/record.ts";
import { sendMail } from "../mail/send-mail.ts";
import type { LinksOf, Outcome } from "./channel.ts";
import type { Claimed, ClaimedNotification } from "./claims.ts";

export interface Finished<Delivery extends Claimed = Claimed> {
  delivery: Delivery;
  outcome: Outcome;
}

interface HealthOptions {
  database: Database;
  linksOf: LinksOf;
}

/** So long an endpoint may take nothing before it is asked no more. */
const patienceDays = 7;

/** What outcomes say of subscribers: whom there is no use in telling, and who takes what is sent again. */
export async function noteHealth(
  { database, linksOf }: HealthOptions,
  finished: readonly Finished[],
): Promise<void> {
  const telling = finished.filter(isOfSubscriber).filter(changesHealth);
  const byOrganization = Map.groupBy(telling, ({ delivery }) => delivery.organizationId);
  for (const [organizationId, some] of byOrganization)
    await inOrganization(database, organizationId, async (tx) => {
      for (const one of some) await note(tx, one, linksOf);
    });
}

/** How a team's target does is read from what went there. */
function isOfSubscriber(one: Finished): one is Finished<ClaimedNotification> {
  return "subscriber" in one.delivery;
}

function changesHealth({ delivery: { subscriber }, outcome }: Finished<ClaimedNotification>): boolean {
  if (subscriber.state !== "active") return false;
  if (outcome.result === "sent") return subscriber.failingSince !== null;
  if (outcome.result === "gone") return true;
  // A mailbox that is full for a day is no reason; who has none is known at once.
  return (outcome.result === "later" || outcome.result === "never") && subscriber.channel !== "email";
}

async function note(
  tx: Tx,
  { delivery, outcome }: Finished<ClaimedNotification>,
  linksOf: LinksOf,
): Promise<void> {
  const { subscriber, message } = delivery;
  const subscriberId = subscriber.id;
  const one = and(eq(subscribers.organizationId, tx.organizationId), eq(subscribers.id, subscriberId));
  if (!("error" in outcome)) {
    await tx.db.update(subscribers).set({ failingSince: null, failure: null }).where(one);
    return;
  }
  const failure = outcome.error.slice(0, 1_000);
  const isOver =
    outcome.result === "gone"
      ? sql`true`
      : sql`${subscribers.failingSince} < now() - make_interval(days => ${patienceDays})`;
  if (!(await quarantine(tx, subscriberId, { failure, when: isOver }))) {
    await tx.db
      .update(subscribers)
      .set({ failingSince: sql`coalesce(${subscribers.failingSince}, now())`, failure })
      .where(and(one, ne(subscribers.state, "removed")));
    return;
  }
  if (subscriber.contactEmail === null || subscriber.address === null) return;
  await sendMail(tx, {
    kind: "endpoint_stopped",
    to: subscriber.contactEmail,
    language: subscriber.language,
    from: message.page,
    page: message.page,
    endpoint: subscriber.address,
    wantsNothing: outcome.result === "gone",
    failure,
    link: linksOf(subscriber, message.page).manageUrl,
  });
}

/** Ends telling a subscriber to whom nothing gets through, where `when` holds of their row; whether it was ended now. */
export async function quarantine(
  tx: Tx,
  subscriberId: string,
  { failure, when }: { failure: string; when: SQL },
): Promise<boolean> {
  const { organizationId, id, state, quarantinedAt } = subscribers;
  const [quarantined] = await tx.db
    .update(subscribers)
    .set({ state: "quarantined", quarantinedAt: sql`now()`, failure, version: sql`version + 1` })
    .where(and(eq(organizationId, tx.organizationId), eq(id, subscriberId), eq(state, "active"), when))
    .returning({ at: quarantinedAt });
  const at = quarantined?.at ?? null;
  if (at === null) return false;
  // Of whom it is, and what was said there, the log keeps nothing: it could never be deleted.
  record(
    tx,
    { actor: { kind: "system", id: null, name: "Fanal" }, now: () => at },
    { type: "subscriber.quarantined", subjectId: subscriberId },
  );
  return true;
}
