import { createHash } from "node:crypto";
import type { Context } from "../context.ts";
import { signatureLength } from "../signer.ts";

/** What of a subscriber a link names. */
export interface LinkedSubscriber {
  id: string;
  pageId: string;
}

/** Where a page is: what `pageAddresses` of the status pages says. */
interface LinkedPage {
  /** Without a slash at the end. */
  url: string;
}

type Signing = Pick<Context, "signer">;

/** So long the link of a confirmation mail works. */
export const confirmationDays = 7;
const confirmationSeconds = confirmationDays * 24 * 3_600;

/**
 * Where a subscriber changes what they are told of, and where they unsubscribe, which a POST does at once (RFC 8058). The
 * links work for as long as the subscriber is there, on this page only, and nothing of them is kept.
 */
export function subscriberLinks(
  { signer }: Signing,
  subscriber: LinkedSubscriber,
  page: LinkedPage,
): { manageUrl: string; unsubscribeUrl: string } {
  const token = signer.sign("subscription", factsOf(subscriber));
  const manageUrl = addressOf(page, subscriber, token);
  return { manageUrl, unsubscribeUrl: `${manageUrl}/unsubscribe` };
}

/**
 * Where somebody says that they want to be told. It counts for {@link confirmationDays} days, and only for who was asked:
 * it is bound to the mailbox that it is sent to.
 */
export function confirmationLink(
  { signer, now }: Signing & Pick<Context, "now">,
  subscriber: LinkedSubscriber & { mailbox: string },
  page: LinkedPage,
): string {
  const ends = String(Math.floor(now().getTime() / 1000) + confirmationSeconds);
  const claims = ends + markOf(subscriber.mailbox);
  const signature = signer.sign("confirmation", [...factsOf(subscriber), claims]);
  return `${addressOf(page, subscriber, claims + signature)}/confirm`;
}

/** Whether the token of a link to manage or to unsubscribe is this subscriber's. Asks no database. */
export function isSubscriptionToken(
  { signer }: Signing,
  subscriber: LinkedSubscriber,
  token: string,
): boolean {
  return signer.isSigned("subscription", factsOf(subscriber), token);
}

/** What a link to confirm says. */
export interface Confirmation {
  isOver: boolean;
  /** Whether it was sent to this mailbox. */
  isFor: (mailbox: string | null) => boolean;
}

/** Reads the token of a link to confirm; `null` when it is not one of this subscriber's. Asks no database. */
export function confirmationOf(
  { signer, now }: Signing & Pick<Context, "now">,
  subscriber: LinkedSubscriber,
  token: string,
): Confirmation | null {
  const [claims, signature] = [token.slice(0, -signatureLength), token.slice(-signatureLength)];
  if (!signer.isSigned("confirmation", [...factsOf(subscriber), claims], signature)) return null;
  return {
    isOver: Number(claims.slice(0, -markLength)) * 1000 < now().getTime(),
    isFor: (mailbox) => mailbox !== null && markOf(mailbox) === claims.slice(-markLength),
  };
}

const markLength = 16;

/** Tells mailboxes apart. */
function markOf(mailbox: string): string {
  return createHash("sha256").update(mailbox).digest("base64url").slice(0, markLength);
}

function factsOf({ pageId, id }: LinkedSubscriber): string[] {
  return [pageId, id];
}

function addressOf({ url }: LinkedPage, { id }: LinkedSubscriber, token: string): string {
  return `${url}/subscriptions/${id}/${token}`;
}
