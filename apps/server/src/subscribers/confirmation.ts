import type { Tx } from "@fanal/database";
import { accentOf } from "@fanal/domain";
import type { Context } from "../context.ts";
import { sendMail } from "../mail/send-mail.ts";
import { pageAddresses } from "../status-pages/queries/hosts.ts";
import { confirmationDays, confirmationLink, subscriberLinks } from "./links.ts";
import { mailboxOf, type PageRow, type SubscriberRow } from "./rows.ts";

/**
 * Asks whoever has the address whether they want to be told, once the transaction is committed. Nothing else is sent to
 * it before they say yes.
 */
export async function sendConfirmation(
  tx: Tx,
  context: Context,
  subscriber: SubscriberRow,
  page: PageRow,
): Promise<void> {
  const mailbox = requireMailbox(subscriber);
  const address = (await pageAddresses(tx, [page], context))(page);
  await sendMail(tx, {
    kind: "confirm_subscription",
    to: mailbox,
    language: subscriber.language,
    from: senderOf(page),
    page: faceOf(page),
    endpoint: subscriber.channel === "email" ? null : subscriber.address,
    link: confirmationLink(context, { ...subscriber, mailbox }, address),
    validDays: confirmationDays,
  });
}

/** Tells an address that is told already, which nobody else may learn, and where its choices are. */
export async function sendAlreadySubscribed(
  tx: Tx,
  context: Context,
  { subscriber, storyIds }: { subscriber: SubscriberRow; storyIds: readonly string[] },
  page: PageRow,
): Promise<void> {
  const address = (await pageAddresses(tx, [page], context))(page);
  const { manageUrl } = subscriberLinks(context, subscriber, address);
  const follow = storyIds.map((id) => `?follow=${id}`).join("");
  await sendMail(tx, {
    kind: "already_subscribed",
    to: requireMailbox(subscriber),
    language: subscriber.language,
    from: senderOf(page),
    page: faceOf(page),
    link: manageUrl + follow,
  });
}

function requireMailbox(subscriber: SubscriberRow): string {
  const mailbox = mailboxOf(subscriber);
  if (mailbox === null) throw new Error(`Subscriber ${subscriber.id} has no mailbox any more`);
  return mailbox;
}

function senderOf({ name, senderName, replyTo }: PageRow) {
  return { senderName: senderName ?? name, replyTo };
}

function faceOf({ name, look }: PageRow) {
  return { name, accent: look.accent === null ? null : accentOf(look.accent).light.color };
}
