import { isDeepStrictEqual } from "node:util";
import { limits } from "@fanal/contract";
import { inOrganization, type Tx } from "@fanal/database";
import { type Actor, newId, subscribers } from "@fanal/database/schema";
import type { Channel, Language, SubscriberChoices } from "@fanal/domain";
import { and, eq } from "drizzle-orm";
import type { Context } from "../context.ts";
import { type Endpoint, makeWebhookSecret, renewWebhookSecret } from "../endpoints.ts";
import { record } from "../events/record.ts";
import type { EventType } from "../events/types.ts";
import { requireStatusPage } from "../status-pages/queries/pages.ts";
import { sendAlreadySubscribed, sendConfirmation } from "./confirmation.ts";
import type { Confirmation } from "./links.ts";
import { lockSubscriber, mailboxOf, type SubscriberRow, saveSubscriber } from "./rows.ts";

/** The page that somebody subscribes to. */
export interface SubscribedPage {
  organizationId: string;
  pageId: string;
}

/** What somebody wants to be told of. */
interface Asked {
  choices: SubscriberChoices;
  language: Language;
}

/** What somebody asks for who subscribes by an address. */
export interface AskedSubscription extends Asked {
  channel: Exclude<Channel, "push">;
  /** The address itself, or of who answers for the endpoint; lower case. */
  email: string;
  /** `null` for e-mail. */
  endpoint: Endpoint | null;
}

/** What is asked of a browser. */
export interface AskedBrowser extends Asked {
  endpoint: Endpoint;
  /** Sends a first message, by which the browser finds where its choices are; whether its push service took it. */
  greet: (subscriber: { id: string }) => Promise<boolean>;
}

/** Whoever it is, the log does not say. */
const actor: Actor = { kind: "system", id: null, name: "Subscriber" };

/**
 * Has whoever has the address asked by mail whether they want to be told. One that is told already stays as it is, and
 * learns where its choices are. Who asks learns nothing of either.
 */
export function askToSubscribe(
  context: Context,
  page: SubscribedPage,
  asked: AskedSubscription,
): Promise<void> {
  return write(context, page, async (tx) => {
    const { channel, email, endpoint } = asked;
    const subscriber = await findOrAdd(tx, context, page, {
      ...asked,
      id: newId(),
      channel,
      address: endpoint?.shown ?? email,
      addressKey: endpoint?.key ?? email,
      endpoint: endpoint?.url ?? null,
      contactEmail: endpoint === null ? null : email,
    });
    const pageRow = await requireStatusPage(tx, page.pageId);
    if (subscriber.state === "active") {
      // Another one who knows the endpoint is told nothing of who answers for it.
      if (mailboxOf(subscriber) !== asked.email) return;
      const { storyIds } = asked.choices;
      await sendAlreadySubscribed(tx, context, { subscriber, storyIds }, pageRow);
      return;
    }
    const asking = await saveSubscriber(tx, context, subscriber, {
      choices: asked.choices,
      language: asked.language,
      contactEmail: asked.endpoint === null ? null : asked.email,
      confirmationSentAt: context.now(),
    });
    await sendConfirmation(tx, context, asking, pageRow);
  });
}

/**
 * Subscribes a browser, which has been asked whether it may show what it is told, once its push service takes a first message;
 * `null` where it takes none. One that is told already chooses anew.
 */
export async function subscribeBrowser(
  context: Context,
  page: SubscribedPage,
  { endpoint, choices, language, greet }: AskedBrowser,
): Promise<SubscriberRow | null> {
  const known = await findBrowser(context, page, endpoint);
  const id = known?.id ?? newId();
  if (known?.state !== "active" && !(await greet({ id }))) return null;
  return write(context, page, async (tx) => {
    const subscriber = await findOrAdd(tx, context, page, {
      ...{ id, channel: "push", choices, language, contactEmail: null },
      ...{ address: endpoint.shown, addressKey: endpoint.key, endpoint: endpoint.url },
    });
    const { state } = subscriber;
    const isOneStory = choices.scope !== null && choices.storyIds.length > 0;
    const saved = await saveSubscriber(tx, context, subscriber, {
      ...told,
      choices: state === "active" && isOneStory ? following(subscriber.choices, choices.storyIds) : choices,
      language,
      confirmedAt: state === "active" ? subscriber.confirmedAt : context.now(),
    });
    tell(tx, context, state === "active" ? "subscriber.updated" : "subscriber.confirmed", saved);
    return saved;
  });
}

/** The same choices, with a story beside them. */
function following(choices: SubscriberChoices, storyIds: readonly string[]): SubscriberChoices {
  const all = [...new Set([...choices.storyIds, ...storyIds])];
  return { ...choices, storyIds: all.slice(-limits.followedStories) };
}

/** The subscriber that a browser is; `null` when it is none. */
export async function findBrowser(
  { database }: Context,
  { organizationId, pageId }: SubscribedPage,
  { key }: Endpoint,
): Promise<SubscriberRow | null> {
  const { result } = await inOrganization(database, organizationId, ({ db }) =>
    db
      .select()
      .from(subscribers)
      .where(isKnownBy({ organizationId, pageId, channel: "push", addressKey: key })),
  );
  return result[0] ?? null;
}

/** Tells a browser at its new address: push services change them. `null` when there is no such browser, or it takes nothing there. */
export async function renewBrowser(
  context: Context,
  page: SubscribedPage,
  {
    subscriberId,
    endpoint,
    greet,
  }: { subscriberId: string; endpoint: Endpoint; greet: AskedBrowser["greet"] },
): Promise<SubscriberRow | null> {
  const isThere = await findBrowser(context, page, endpoint);
  if (isThere !== null || !(await greet({ id: subscriberId }))) return null;
  return changing(context, page, subscriberId, async (tx, subscriber) => {
    if (subscriber.channel !== "push" || subscriber.state !== "active") return null;
    const { secretBox } = context;
    const saved = await saveSubscriber(tx, context, subscriber, {
      address: endpoint.shown,
      addressKey: endpoint.key,
      endpoint: secretBox.seal(endpoint.url, { column: "subscriber.endpoint", rowId: subscriberId }),
      failingSince: null,
      failure: null,
    });
    tell(tx, context, "subscriber.updated", saved);
    return saved;
  });
}

/** The subscriber with this address, locked; a new one is unconfirmed. */
async function findOrAdd(
  tx: Tx,
  { now, secretBox }: Context,
  { pageId }: SubscribedPage,
  asked: Asked & {
    id: string;
    channel: Channel;
    address: string;
    addressKey: string;
    /** What is sealed. */
    endpoint: string | null;
    contactEmail: string | null;
  },
): Promise<SubscriberRow> {
  const { organizationId } = tx;
  const { id, channel, address, addressKey, endpoint, contactEmail, choices, language } = asked;
  const [added] = await tx.db
    .insert(subscribers)
    .values({
      organizationId,
      id,
      pageId,
      channel,
      address,
      addressKey,
      endpoint:
        endpoint === null ? null : secretBox.seal(endpoint, { column: "subscriber.endpoint", rowId: id }),
      contactEmail,
      state: "unconfirmed",
      choices,
      language,
      addedBy: "visitor",
      createdAt: now(),
      updatedAt: now(),
    })
    .onConflictDoNothing()
    .returning();
  if (added !== undefined) {
    tell(tx, { now }, "subscriber.added", added);
    return added;
  }
  const [known] = await tx.db
    .select()
    .from(subscribers)
    .where(isKnownBy({ organizationId, pageId, channel, addressKey }))
    .for("no key update");
  if (known === undefined) throw new Error("A subscriber was removed while it was asked for");
  return known;
}

function isKnownBy({
  organizationId,
  pageId,
  channel,
  addressKey,
}: Pick<SubscriberRow, "organizationId" | "pageId" | "channel"> & { addressKey: string }) {
  return and(
    eq(subscribers.organizationId, organizationId),
    eq(subscribers.pageId, pageId),
    eq(subscribers.channel, channel),
    eq(subscribers.addressKey, addressKey),
  );
}

/** What became of somebody who is told from now on. */
export interface Confirmed {
  subscriber: SubscriberRow;
  /** With which calls are signed: known to nobody else from here on. `null` where nothing is signed, or nothing was changed. */
  secret: string | null;
}

/** Takes the yes of who was asked; `null` when there is nobody whom this link is for. A second yes changes nothing. */
export function confirmSubscription(
  context: Context,
  page: SubscribedPage,
  { subscriberId, confirmation }: { subscriberId: string; confirmation: Confirmation },
): Promise<Confirmed | null> {
  return changing(context, page, subscriberId, async (tx, subscriber) => {
    if (!confirmation.isFor(mailboxOf(subscriber))) return null;
    if (subscriber.state === "active") return { subscriber, secret: null };
    const secret = subscriber.channel === "webhook" ? makeWebhookSecret() : null;
    const now = context.now();
    const saved = await saveSubscriber(tx, context, subscriber, {
      ...told,
      confirmedAt: now,
      ...(secret === null
        ? {}
        : { secret: seal(context, subscriber, secret), previousSecret: null, previousSecretEndsAt: null }),
    });
    tell(tx, context, "subscriber.confirmed", saved);
    return { subscriber: saved, secret };
  });
}

/** Changes what a subscriber is told of; `null` when there is none. */
export function choose(
  context: Context,
  page: SubscribedPage,
  { subscriberId, ...chosen }: { subscriberId: string; choices: SubscriberChoices; language: Language },
): Promise<SubscriberRow | null> {
  return changing(context, page, subscriberId, async (tx, subscriber) => {
    const { choices, language } = subscriber;
    if (subscriber.isShared || isDeepStrictEqual(chosen, { choices, language })) return subscriber;
    const saved = await saveSubscriber(tx, context, subscriber, chosen);
    tell(tx, context, "subscriber.updated", saved);
    return saved;
  });
}

/** Ends it, but for a mailbox that many read. The address is kept, so that no import brings it back. */
export function unsubscribe(
  context: Context,
  page: SubscribedPage,
  subscriberId: string,
): Promise<SubscriberRow | null> {
  return changing(context, page, subscriberId, async (tx, subscriber) => {
    if (subscriber.isShared || subscriber.state === "unsubscribed") return subscriber;
    const saved = await saveSubscriber(tx, context, subscriber, {
      state: "unsubscribed",
      unsubscribedAt: context.now(),
    });
    tell(tx, context, "subscriber.unsubscribed", saved);
    return saved;
  });
}

/** Tells a subscriber again who has the link of before. */
export function resume(
  context: Context,
  page: SubscribedPage,
  subscriberId: string,
): Promise<SubscriberRow | null> {
  return changing(context, page, subscriberId, async (tx, subscriber) => {
    if (subscriber.state === "active") return subscriber;
    const saved = await saveSubscriber(tx, context, subscriber, { ...told, confirmedAt: context.now() });
    tell(tx, context, "subscriber.confirmed", saved);
    return saved;
  });
}

/** Makes another secret to sign with; the one before signs too for a day, so that no call is refused meanwhile. */
export function rotateWebhookSecret(
  context: Context,
  page: SubscribedPage,
  subscriberId: string,
): Promise<Confirmed | null> {
  return changing(context, page, subscriberId, async (tx, subscriber) => {
    if (subscriber.channel !== "webhook" || subscriber.state !== "active") return null;
    const { secret, stored } = renewWebhookSecret(context, "subscriber", subscriber);
    const saved = await saveSubscriber(tx, context, subscriber, stored);
    tell(tx, context, "subscriber.updated", saved);
    return { subscriber: saved, secret };
  });
}

/** What a subscriber is who is told, whatever it was before. */
const told = {
  state: "active",
  unsubscribedAt: null,
  quarantinedAt: null,
  failingSince: null,
  failure: null,
} as const;

function seal({ secretBox }: Context, { id }: SubscriberRow, secret: string): string {
  return secretBox.seal(secret, { column: "subscriber.secret", rowId: id });
}

function tell(tx: Tx, { now }: Pick<Context, "now">, type: EventType, { id, pageId }: SubscriberRow): void {
  record(tx, { actor, now }, { type, subjectId: id, data: { pageId } });
}

/** Runs `change` on a subscriber of this page, locked; `null` when there is none. */
function changing<Result>(
  context: Context,
  page: SubscribedPage,
  subscriberId: string,
  change: (tx: Tx, subscriber: SubscriberRow) => Promise<Result | null>,
): Promise<Result | null> {
  return write(context, page, async (tx) => {
    const subscriber = await lockSubscriber(tx, subscriberId);
    return subscriber?.pageId === page.pageId ? change(tx, subscriber) : null;
  });
}

async function write<Result>(
  { database }: Context,
  { organizationId }: SubscribedPage,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const { result } = await inOrganization(database, organizationId, work);
  return result;
}
