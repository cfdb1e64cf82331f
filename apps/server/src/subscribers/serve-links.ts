import type { IncomingMessage } from "node:http";
import type { SubscribingProblem, SubscribingScreen } from "@fanal/status-page";
import { readForm } from "../posted-form.ts";
import { type Answered, type Asked, doneNames, largestForm } from "./answers.ts";
import { choicesIn, followed, isNothing, languageIn, storyIn } from "./form.ts";
import { type Confirmation, confirmationDays } from "./links.ts";
import { mailboxOf, type SubscriberRow } from "./rows.ts";
import {
  type Confirmed,
  choose,
  confirmSubscription,
  renewBrowser,
  resume,
  rotateWebhookSecret,
  unsubscribe,
} from "./visitor-commands.ts";
import { findSubscriber } from "./visitor-queries.ts";
import { greeting, manageLink, readBrowserSubscription, type SubscribingWork, waitFor } from "./work.ts";

/** What a link of a subscriber leads to. */
export type Link =
  | { kind: "manage" | "unsubscribe"; subscriberId: string; path: string }
  | { kind: "confirm"; subscriberId: string; confirmation: Confirmation };

/** What a link shows; `null`: there is nothing at it any more. */
export async function shownAt(
  { context }: SubscribingWork,
  link: Link,
  asked: Asked,
): Promise<Answered | null> {
  const subscriber = await findSubscriber(context, asked.page, link.subscriberId);
  if (subscriber === null) return null;
  const address = addressOf(subscriber);
  if (link.kind === "confirm") {
    const { confirmation } = link;
    if (confirmation.isOver) return { screen: { kind: "confirm_over", days: confirmationDays } };
    return confirmation.isFor(mailboxOf(subscriber)) ? { screen: { kind: "confirm", address } } : null;
  }
  if (link.kind === "unsubscribe" && subscriber.state === "active" && !subscriber.isShared)
    return { screen: { kind: "unsubscribe", address } };
  const follow = new URLSearchParams(asked.query).get("follow");
  const choices = { ...subscriber.choices };
  // Shown as chosen, and saved by who saves.
  if (follow !== null && storyIn(new URLSearchParams({ incident: follow }), asked.page.snapshot) !== null)
    choices.storyIds = [...new Set([...choices.storyIds, follow])];
  const query = new URLSearchParams(asked.query);
  const done = doneNames.find((name) => query.has(name)) ?? null;
  return { screen: managing({ ...subscriber, choices }, link.path, asked, { done, problem: null }) };
}

/** Answers with a document, or sends to an address below the page's. */
export async function postedTo(
  work: SubscribingWork,
  link: Link,
  request: IncomingMessage,
  asked: Asked,
): Promise<Answered | string | null> {
  const { context } = work;
  const { page } = asked;
  const { subscriberId } = link;
  const fields = (await readForm(request, largestForm)) ?? new URLSearchParams();
  if (link.kind === "confirm") {
    if (link.confirmation.isOver) return shownAt(work, link, asked);
    const confirmed = await confirmSubscription(context, page, link);
    return confirmed && secretOrManage(confirmed, manageLink(work, asked, confirmed.subscriber));
  }
  if (link.kind === "unsubscribe") {
    // Also what mail programs send for people (RFC 8058), which read nothing but the status.
    const subscriber = await unsubscribe(context, page, subscriberId);
    return subscriber && { screen: managing(subscriber, link.path, asked, { done: null, problem: null }) };
  }
  switch (fields.get("action")) {
    case "rotate": {
      const rotated = await rotateWebhookSecret(context, page, subscriberId);
      return rotated && secretOrManage(rotated, link.path);
    }
    case "renew": {
      const read = readBrowserSubscription(context, asked, fields);
      if (typeof read === "string" || (await waitFor(work, request)) !== null) return link.path;
      const { endpoint } = read;
      await renewBrowser(context, page, { subscriberId, endpoint, greet: greeting(work, asked, read) });
      return link.path;
    }
    case "resume":
      return (await resume(context, page, subscriberId)) && link.path;
    case "save": {
      const subscriber = await findSubscriber(context, page, subscriberId);
      if (subscriber === null) return null;
      const choices = choicesIn(fields, page.snapshot, { before: subscriber.choices });
      const language = languageIn(fields, subscriber.language);
      if (isNothing(choices)) {
        const shown = { ...subscriber, choices, language };
        const screen = managing(shown, link.path, asked, { done: null, problem: "nothing" });
        return { screen, status: 422 };
      }
      const saved = await choose(context, page, { subscriberId, choices, language });
      return saved && `${link.path}?saved`;
    }
    default:
      return link.path;
  }
}

/** What a subscriber is known by to themselves; `null`: they are told in their browser. */
function addressOf({ channel, address }: SubscriberRow): string | null {
  return channel === "push" ? null : (address ?? "");
}

/** What somebody sees who has the link: what they chose, or why nothing is sent. */
function managing(
  subscriber: SubscriberRow,
  path: string,
  { page }: Asked,
  { done, problem }: { done: (typeof doneNames)[number] | null; problem: SubscribingProblem | null },
): SubscribingScreen {
  const { state, isShared, choices, language, channel } = subscriber;
  const address = addressOf(subscriber);
  if (isShared) return { kind: "shared", address };
  if (state !== "active") return { kind: "off", why: reasons[state], address, managePath: path };
  return {
    kind: "manage",
    address,
    done,
    problem,
    isSigned: channel === "webhook",
    unsubscribePath: `${path}/unsubscribe`,
    choices,
    stories: followed(choices, page.snapshot),
    language,
  };
}

const reasons = {
  unsubscribed: "unsubscribed",
  quarantined: "undelivered",
  unconfirmed: "unconfirmed",
  removed: "unsubscribed",
} as const;

/** A secret is shown in the answer to what made it, and never again. */
function secretOrManage({ subscriber, secret }: Confirmed, path: string): Answered | string {
  if (secret === null) return path;
  const endsAt = subscriber.previousSecretEndsAt?.toISOString() ?? null;
  return { screen: { kind: "secret", secret, endsAt, goOn: path } };
}
