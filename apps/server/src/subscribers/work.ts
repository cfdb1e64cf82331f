import type { IncomingMessage } from "node:http";
import { pushGreeting, type SubscribingProblem } from "@fanal/status-page";
import type { ClientAddress } from "../client-address.ts";
import type { Context } from "../context.ts";
import { readBrowser } from "../endpoints.ts";
import type { PushSubscription, WebPush } from "../web-push.ts";
import type { Asked } from "./answers.ts";
import { choicesIn, isNothing, languageIn, storyIn } from "./form.ts";
import type { SubscribingLimits } from "./limits.ts";
import type { SubscriberRow } from "./rows.ts";
import type { AskedBrowser } from "./visitor-commands.ts";

/** With what forms and links are answered, once the database is there. */
export interface SubscribingWork {
  context: Context;
  limits: SubscribingLimits;
  webPush: WebPush;
  clientAddress: ClientAddress;
}

/** Seconds until more may be sent from where it comes from; `null`: at once. */
export function waitFor(
  { limits, clientAddress }: SubscribingWork,
  request: IncomingMessage,
): Promise<number | null> {
  return limits.beforeForm(clientAddress(request) ?? "unknown");
}

/** Where a subscriber changes what they are told of, below the page. */
export function manageLink(
  { context: { signer } }: SubscribingWork,
  { page }: Asked,
  { id }: Pick<SubscriberRow, "id">,
): string {
  return `subscriptions/${id}/${signer.sign("subscription", [page.pageId, id])}`;
}

/** A first message that comes later than this tells nobody anything. */
const greetingSeconds = 3_600;

/**
 * Whoever knows an address could have anything called by subscribing it, so only a push service is: it says 201 to a message
 * (RFC 8030). The browser shows that first one, and knows from it where its choices are.
 */
export function greeting(
  work: SubscribingWork,
  asked: Asked,
  { subscription, language }: Pick<BrowserSubscription, "subscription" | "language">,
): AskedBrowser["greet"] {
  const { context, webPush } = work;
  return async (subscriber) => {
    const path = manageLink(work, asked, subscriber);
    const payload = pushGreeting(asked.page.snapshot, language, { path, key: webPush.publicKey });
    const { address, ...request } = webPush.request(subscription, JSON.stringify(payload), {
      ttlSeconds: greetingSeconds,
      urgency: "normal",
      topic: "greeting",
    });
    try {
      const { status } = await context.outgoing.ask(address, { method: "POST", ...request });
      return status === 201;
    } catch {
      return false;
    }
  };
}

/** What is asked for a browser. */
export interface BrowserSubscription extends Omit<AskedBrowser, "greet"> {
  subscription: PushSubscription;
}

/** What a form asks for a browser, as its script fills it in; or what is wrong with it. */
export function readBrowserSubscription(
  context: Context,
  { page, language }: Asked,
  fields: URLSearchParams,
): BrowserSubscription | SubscribingProblem {
  const browser = readBrowser(context, fields.get("subscription") ?? "");
  if (browser === null) return "browser";
  const choices = choicesIn(fields, page.snapshot, { story: storyIn(fields, page.snapshot) });
  if (isNothing(choices)) return "nothing";
  return { ...browser, choices, language: languageIn(fields, language) };
}
