import type { Confirmation, Subscriber } from "@fanal/contract";
import { inOrganization, type Tx } from "@fanal/database";
import { deliveries, newId, subscribers } from "@fanal/database/schema";
import type { Language, SubscriberChoices } from "@fanal/domain";
import { and, eq, isNotNull } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orNotFound, refuse, refuseStale } from "../refusals.ts";
import { requireStatusPage } from "../status-pages/queries/pages.ts";
import { pageServices } from "../status-pages/queries/services.ts";
import { sendConfirmation } from "./confirmation.ts";
import { createSubscribingLimits, mailsForMailbox } from "./limits.ts";
import { viewSubscriber } from "./queries.ts";
import { lockSubscriber, mailboxOf, type PageRow, type SubscriberRow, saveSubscriber } from "./rows.ts";

/** Adds an e-mail address to a page: it is asked by a mail, unless the operator vouches that whoever reads it said yes. */
export async function addSubscriber(
  context: OrganizationContext,
  input: {
    pageId: string;
    email: string;
    confirmation: Confirmation;
    choices: SubscriberChoices;
    language?: Language | undefined;
    isShared: boolean;
  },
): Promise<Subscriber> {
  allow(context, "subscriber.write");
  const { email, confirmation, choices, isShared } = input;
  const isAsked = confirmation === "ask";
  if (isAsked) await requirePatience(context, email);
  return context.inOrganization(async (tx) => {
    const page = await requireStatusPage(tx, input.pageId);
    await requireOnPage(tx, page, choices);
    const now = context.now();
    const [row] = await tx.db
      .insert(subscribers)
      .values({
        organizationId: tx.organizationId,
        id: newId(),
        pageId: page.id,
        channel: "email",
        address: email,
        addressKey: email,
        state: isAsked ? "unconfirmed" : "active",
        choices,
        language: input.language ?? page.language,
        isShared,
        addedBy: "operator",
        confirmedAt: isAsked ? null : now,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing()
      .returning();
    const added = row ?? (await refuseKnown(tx, page, email));
    record(tx, context, {
      type: "subscriber.added",
      subjectId: added.id,
      data: { pageId: page.id, confirmation },
    });
    return viewSubscriber(isAsked ? await ask(tx, context, added, page) : added);
  });
}

export function updateSubscriber(
  context: OrganizationContext,
  input: {
    subscriberId: string;
    choices?: SubscriberChoices | undefined;
    language?: Language | undefined;
    isShared?: boolean | undefined;
    version?: number | undefined;
  },
): Promise<Subscriber> {
  return context.inOrganization(async (tx) => {
    allow(context, "subscriber.write");
    const subscriber = await lock(tx, input.subscriberId);
    refuseStale(subscriber, input.version);
    if (input.choices !== undefined)
      await requireOnPage(tx, await requireStatusPage(tx, subscriber.pageId), input.choices);
    const before = settingsOf(subscriber);
    const after = {
      choices: input.choices ?? before.choices,
      language: input.language ?? before.language,
      isShared: input.isShared ?? before.isShared,
    };
    const saved = await saveSubscriber(tx, context, subscriber, after);
    record(tx, context, { type: "subscriber.updated", subjectId: subscriber.id, data: { before, after } });
    return viewSubscriber(saved);
  });
}

/** Forgets an address. The row stays for what was sent to it, and says nothing of whom. */
export function removeSubscriber(
  context: OrganizationContext,
  input: { subscriberId: string; version?: number | undefined },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "subscriber.write");
    const subscriber = await lock(tx, input.subscriberId);
    refuseStale(subscriber, input.version);
    await saveSubscriber(tx, context, subscriber, {
      state: "removed",
      address: null,
      addressKey: null,
      endpoint: null,
      secret: null,
      previousSecret: null,
      previousSecretEndsAt: null,
      contactEmail: null,
      failure: null,
    });
    // What the other side said may name the address.
    await tx.db
      .update(deliveries)
      .set({ error: null })
      .where(
        and(
          eq(deliveries.organizationId, tx.organizationId),
          eq(deliveries.subscriberId, subscriber.id),
          isNotNull(deliveries.error),
        ),
      );
    record(tx, context, {
      type: "subscriber.removed",
      subjectId: subscriber.id,
      data: { pageId: subscriber.pageId },
    });
  });
}

export async function resendConfirmation(
  context: OrganizationContext,
  { subscriberId }: { subscriberId: string },
): Promise<Subscriber> {
  allow(context, "subscriber.write");
  // Beside the transaction that counts once: asked for again, it has its own answer.
  const { result: found } = await inOrganization(context.database, context.organization.id, (tx) =>
    lock(tx, subscriberId),
  );
  const mailbox = mailboxOf(found);
  if (found.state === "unconfirmed" && mailbox !== null) await requirePatience(context, mailbox);
  return context.inOrganization(async (tx) => {
    const subscriber = await lock(tx, subscriberId);
    if (subscriber.state !== "unconfirmed")
      refuse("bad_request", "Only an address that was not confirmed yet can be asked.");
    return viewSubscriber(await ask(tx, context, subscriber, await requireStatusPage(tx, subscriber.pageId)));
  });
}

/** Refuses to have more mails sent to somebody than all pages together may, whoever has them sent. */
async function requirePatience({ database }: OrganizationContext, email: string): Promise<void> {
  if (await createSubscribingLimits(database).mayMail(email)) return;
  refuse("rate_limited", `This address was asked ${mailsForMailbox} times today. Ask again tomorrow.`);
}

async function ask(
  tx: Tx,
  context: OrganizationContext,
  subscriber: SubscriberRow,
  page: PageRow,
): Promise<SubscriberRow> {
  await sendConfirmation(tx, context, subscriber, page);
  return saveSubscriber(tx, context, subscriber, { confirmationSentAt: context.now() });
}

/** Says why an address cannot be added that is on the page already. */
async function refuseKnown(tx: Tx, { id: pageId }: PageRow, email: string): Promise<never> {
  const [known] = await tx.db
    .select({ state: subscribers.state })
    .from(subscribers)
    .where(
      and(
        eq(subscribers.organizationId, tx.organizationId),
        eq(subscribers.pageId, pageId),
        eq(subscribers.channel, "email"),
        eq(subscribers.addressKey, email),
      ),
    );
  if (known?.state === "unsubscribed") return refuse("unsubscribed");
  return refuse("name_taken", `${email} subscribes to this page already.`, [
    { path: ["email"], message: "This address subscribes to this page already." },
  ]);
}

/** Refuses a part of the page that is not on it. */
async function requireOnPage(tx: Tx, page: PageRow, { scope }: SubscriberChoices): Promise<void> {
  if (scope === null) return;
  const services = await pageServices(tx, page);
  const serviceIds = new Set(services.map(({ id }) => id));
  const groupIds = new Set(services.map(({ group }) => group?.id));
  const isThere =
    scope.serviceIds.every((id) => serviceIds.has(id)) && scope.groupIds.every((id) => groupIds.has(id));
  if (!isThere) refuse("not_found");
}

/** Refuses where there is none, or none any more. */
async function lock(tx: Tx, subscriberId: string): Promise<SubscriberRow> {
  return orNotFound(await lockSubscriber(tx, subscriberId));
}

function settingsOf({ choices, language, isShared }: SubscriberRow) {
  return { choices, language, isShared };
}
