import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Snapshot } from "@fanal/contract/snapshot";
import { everything, type Language } from "@fanal/domain";
import {
  contentSecurityPolicy,
  renderSubscribing,
  type SubscribingProblem,
  type SubscribingScreen,
} from "@fanal/status-page";
import type { ClientAddress } from "../client-address.ts";
import type { Context } from "../context.ts";
import { readEndpoint } from "../endpoints.ts";
import { isRecipient } from "../mail/recipient.ts";
import { isOwnForm, readForm } from "../posted-form.ts";
import { safetyHeaders } from "../safety-headers.ts";
import { signatureLength } from "../signer.ts";
import { channelIn, choicesIn, followed, isNothing, languageIn, storyIn } from "./form.ts";
import { createSubscribingLimits, type SubscribingLimits } from "./limits.ts";
import { type Confirmation, confirmationDays, confirmationOf, isSubscriptionToken } from "./links.ts";
import { mailboxOf, type SubscriberRow } from "./rows.ts";
import {
  type AskedSubscription,
  askToSubscribe,
  type Confirmed,
  choose,
  confirmSubscription,
  resume,
  rotateWebhookSecret,
  type SubscribedPage,
  unsubscribe,
} from "./visitor-commands.ts";
import { findSubscriber } from "./visitor-queries.ts";

/** A page as visitors see it, and where below it they are. */
export interface VisitedPage extends SubscribedPage {
  snapshot: Snapshot;
}

/** What somebody asks for. */
export interface Asked {
  page: VisitedPage;
  /** The path in front of all addresses of the page. */
  base: string;
  /** Below it, without a slash in front. */
  path: string;
  query: string;
  language: Language;
}

/** Answers the forms by which visitors subscribe, and the links that subscribers get. */
export interface Subscribing {
  /** Whether an address below a page is one of these. */
  handles: (path: string) => boolean;
  /** Whether it is the link of a subscriber of this page, whom no door keeps out. Asks no database. */
  isSigned: (page: Pick<SubscribedPage, "pageId">, path: string) => boolean;
  /** False: there is nothing at this address, and nothing was answered. Throws while the database is away. */
  answer: (request: IncomingMessage, response: ServerResponse, asked: Asked) => Promise<boolean>;
  /** Tells with what to work once the database is there. */
  workWith: (context: Context) => void;
  /** Resolves when all is done that was answered before it was. */
  settled: () => Promise<void>;
}

interface SubscribingOptions extends Pick<Context, "signer" | "now" | "log"> {
  clientAddress: ClientAddress;
}

const formPath = "subscribe";
const linkPattern =
  /^subscriptions\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/([\w-]{32,80})(?:\/(confirm|unsubscribe))?$/;

/** All services of a page, each in a field of its own. */
const largestForm = 256 * 1024;

/** What is done for a form waits for so long, so that its answer is through before anything competes with it. */
const afterwardsMs = 250;

/** People take longer than this to fill a form in, and programs less. */
const quickestMs = 2_000;
/** Longer, and it is a copy that is sent again and again. */
const slowestMs = 12 * 3_600_000;

/** What a link of a subscriber leads to. */
type Link =
  | { kind: "manage" | "unsubscribe"; subscriberId: string; path: string }
  | { kind: "confirm"; subscriberId: string; confirmation: Confirmation };

export function createSubscribing({ signer, now, log, clientAddress }: SubscribingOptions): Subscribing {
  let work: { context: Context; limits: SubscribingLimits } | null = null;
  const underWay = new Set<Promise<void>>();

  function linkOf({ pageId }: Pick<SubscribedPage, "pageId">, path: string): Link | null {
    const [, subscriberId, token, act] = linkPattern.exec(path) ?? [];
    if (subscriberId === undefined || token === undefined) return null;
    const subscriber = { pageId, id: subscriberId };
    if (act === "confirm") {
      const confirmation = confirmationOf({ signer, now }, subscriber, token);
      return confirmation === null ? null : { kind: "confirm", subscriberId, confirmation };
    }
    if (!isSubscriptionToken({ signer }, subscriber, token)) return null;
    return {
      kind: act === "unsubscribe" ? "unsubscribe" : "manage",
      subscriberId,
      path: `subscriptions/${subscriberId}/${token}`,
    };
  }

  function requireWork() {
    if (work === null) throw new Error("The database is not there yet");
    return work;
  }

  /** When a form was made, signed for its page. */
  function stamp({ pageId }: SubscribedPage): string {
    const made = String(now().getTime());
    return made + signer.sign("subscribe form", [pageId, made]);
  }

  /** How old a form is, in milliseconds; `null` when it is none of this page, or so old that it is a copy. */
  function ageOf({ pageId }: SubscribedPage, stamped: string): number | null {
    const made = stamped.slice(0, -signatureLength);
    if (!signer.isSigned("subscribe form", [pageId, made], stamped.slice(-signatureLength))) return null;
    const age = now().getTime() - Number(made);
    return age <= slowestMs ? age : null;
  }

  /** The form with what was typed into it. */
  function formWith(
    { page, language }: Asked,
    fields: URLSearchParams,
    problem: SubscribingProblem | null,
  ): SubscribingScreen {
    const story = storyIn(fields, page.snapshot);
    const made = fields.get("made") ?? "";
    return {
      kind: "form",
      channel: channelIn(fields),
      email: fields.get("email") ?? "",
      endpoint: fields.get("endpoint") ?? "",
      story,
      // Who is asked to send it again has waited long enough by then.
      made: ageOf(page, made) === null ? stamp(page) : made,
      problem,
      choices: fields.has("made") ? choicesIn(fields, page.snapshot, { story }) : everything,
      stories: [],
      language: languageIn(fields, language),
    };
  }

  async function takeForm(request: IncomingMessage, response: ServerResponse, asked: Asked): Promise<void> {
    const { context, limits } = requireWork();
    const fields = (await readForm(request, largestForm)) ?? new URLSearchParams();
    const refuse = (problem: SubscribingProblem, status = 422, headers: string[] = []) =>
      send(request, response, asked, { screen: formWith(asked, fields, problem), status, headers });
    const wait = await limits.beforeForm(clientAddress(request) ?? "unknown");
    if (wait !== null) return refuse("limited", 429, ["Retry-After", String(wait)]);
    const read = readSubscription(context, asked, fields);
    if (typeof read === "string") return refuse(read);
    const age = ageOf(asked.page, fields.get("made") ?? "");
    if (!isOwnForm(request) || age === null || age < quickestMs) return refuse("again");
    // Whoever fills in what nobody sees is answered like everybody.
    if (fields.get("homepage") === "") subscribeAfterwards(asked.page, read);
    send(request, response, asked, { screen: { kind: "sent", days: confirmationDays } });
  }

  /** Done after the answer, so that neither its words nor its time tell whether an address is known. */
  function subscribeAfterwards(page: SubscribedPage, subscription: AskedSubscription): void {
    const { context, limits } = requireWork();
    const doing = pause(afterwardsMs)
      .then(() => limits.mayMail(subscription.email))
      .then((mayMail) => (mayMail ? askToSubscribe(context, page, subscription) : undefined))
      .catch((error) =>
        log.warn({ err: error, pageId: page.pageId }, "somebody could not be asked to confirm"),
      )
      .finally(() => underWay.delete(doing));
    underWay.add(doing);
  }

  async function answerLink(
    link: Link,
    request: IncomingMessage,
    response: ServerResponse,
    asked: Asked,
  ): Promise<boolean> {
    const { context } = requireWork();
    const answered = await (request.method === "POST"
      ? postedTo(context, link, request, asked)
      : shownAt(context, link, asked));
    if (answered === null) return false;
    if (typeof answered === "string") redirect(response, asked.base, answered);
    else send(request, response, asked, answered);
    return true;
  }

  /** What a link of another kind than to confirm shows of who has it. */
  function manageLink({ page }: Asked, { id }: SubscriberRow): string {
    return `subscriptions/${id}/${signer.sign("subscription", [page.pageId, id])}`;
  }

  async function shownAt(context: Context, link: Link, asked: Asked): Promise<Answered | null> {
    const subscriber = await findSubscriber(context, asked.page, link.subscriberId);
    if (subscriber === null) return null;
    const address = subscriber.address ?? "";
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
    const isSaved = new URLSearchParams(asked.query).has("saved");
    return { screen: managing({ ...subscriber, choices }, link.path, asked, { isSaved, problem: null }) };
  }

  /** Answers with a document, or sends to an address below the page's. */
  async function postedTo(
    context: Context,
    link: Link,
    request: IncomingMessage,
    asked: Asked,
  ): Promise<Answered | string | null> {
    const { page } = asked;
    const { subscriberId } = link;
    const fields = (await readForm(request, largestForm)) ?? new URLSearchParams();
    if (link.kind === "confirm") {
      if (link.confirmation.isOver) return shownAt(context, link, asked);
      const confirmed = await confirmSubscription(context, page, link);
      return confirmed && secretOrManage(confirmed, manageLink(asked, confirmed.subscriber));
    }
    if (link.kind === "unsubscribe") {
      // Also what mail programs send for people (RFC 8058), which read nothing but the status.
      const subscriber = await unsubscribe(context, page, subscriberId);
      return (
        subscriber && { screen: managing(subscriber, link.path, asked, { isSaved: false, problem: null }) }
      );
    }
    switch (fields.get("action")) {
      case "rotate": {
        const rotated = await rotateWebhookSecret(context, page, subscriberId);
        return rotated && secretOrManage(rotated, link.path);
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
          const screen = managing(shown, link.path, asked, { isSaved: false, problem: "nothing" });
          return { screen, status: 422 };
        }
        const saved = await choose(context, page, { subscriberId, choices, language });
        return saved && `${link.path}?saved`;
      }
      default:
        return link.path;
    }
  }

  return {
    handles: (path) => path === formPath || path.startsWith("subscriptions/"),
    isSigned: (page, path) => linkOf(page, path) !== null,
    answer: async (request, response, asked) => {
      const { method } = request;
      const isRead = method === "GET" || method === "HEAD";
      if (asked.path === formPath) {
        if (method === "POST") await takeForm(request, response, asked);
        else if (isRead) {
          const screen = formWith(asked, new URLSearchParams(asked.query), null);
          send(request, response, asked, { screen });
        } else refuseMethod(response);
        return true;
      }
      const link = linkOf(asked.page, asked.path);
      if (link === null) return false;
      if (isRead || method === "POST") return answerLink(link, request, response, asked);
      refuseMethod(response);
      return true;
    },
    workWith: (context) => {
      work = { context, limits: createSubscribingLimits(context.database) };
    },
    settled: async () => void (await Promise.all(underWay)),
  };
}

/** What a form asks for, or what is wrong with it. */
function readSubscription(
  context: Context,
  { page, language }: Asked,
  fields: URLSearchParams,
): AskedSubscription | SubscribingProblem {
  const channel = channelIn(fields);
  const endpoint = channel === "email" ? null : readEndpoint(context, channel, fields.get("endpoint") ?? "");
  if (typeof endpoint === "string") return endpoint;
  const email = (fields.get("email") ?? "").trim().toLowerCase();
  if (!isRecipient(email)) return "email";
  const choices = choicesIn(fields, page.snapshot, { story: storyIn(fields, page.snapshot) });
  if (isNothing(choices)) return "nothing";
  return { channel, email, endpoint, choices, language: languageIn(fields, language) };
}

/** What somebody sees who has the link: what they chose, or why nothing is sent. */
function managing(
  subscriber: SubscriberRow,
  path: string,
  { page }: Asked,
  { isSaved, problem }: { isSaved: boolean; problem: SubscribingProblem | null },
): SubscribingScreen {
  const { state, isShared, choices, language, channel } = subscriber;
  const address = subscriber.address ?? "";
  if (isShared) return { kind: "shared", address };
  if (state !== "active") return { kind: "off", why: reasons[state], address, managePath: path };
  return {
    kind: "manage",
    address,
    isSaved,
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

interface Answered {
  screen: SubscribingScreen;
  status?: number;
  /** More headers, names and values in turn. */
  headers?: readonly string[];
}

function send(
  { method }: IncomingMessage,
  response: ServerResponse,
  { page: { snapshot }, base, path, query, language }: Asked,
  { screen, status = 200, headers = [] }: Answered,
): void {
  const address = method === "POST" ? path : withChoices(path, query);
  const body = Buffer.from(renderSubscribing(snapshot, screen, { language, base, path: address }));
  response
    .writeHead(status, [
      ...["Content-Type", "text/html; charset=utf-8"],
      ...["Content-Length", String(body.length)],
      ...["Content-Language", language],
      ...privately,
      // Browsers name the origin of a form only where they may name the address to the same origin.
      ...safetyHeaders({ policy: contentSecurityPolicy(snapshot), referrer: "same-origin" }).flat(),
      ...headers,
    ])
    .end(method === "HEAD" ? undefined : body);
}

/** An address with what its query chose, but for the language, which is chosen anew there. */
function withChoices(path: string, query: string): string {
  const kept = new URLSearchParams(query);
  for (const name of ["lang", "saved"]) kept.delete(name);
  return kept.size === 0 ? path : `${path}?${kept}`;
}

function redirect(response: ServerResponse, base: string, path: string): void {
  const headers = [
    "Location",
    `${base}/${path}`,
    "Content-Length",
    "0",
    ...privately,
    ...safetyHeaders().flat(),
  ];
  response.writeHead(303, headers).end();
}

function refuseMethod(response: ServerResponse): void {
  const headers = [
    "Allow",
    "GET, HEAD, POST",
    "Content-Length",
    "0",
    ...privately,
    ...safetyHeaders().flat(),
  ];
  response.writeHead(405, headers).end();
}

/** Made for one visitor: kept by nobody on the way, and found by no search engine. */
const privately = ["Cache-Control", "private, no-store", "X-Robots-Tag", "noindex"];
