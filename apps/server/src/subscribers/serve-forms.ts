import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { everything } from "@fanal/domain";
import type { SubscribingProblem, SubscribingScreen } from "@fanal/status-page";
import type { Context } from "../context.ts";
import { readEndpoint } from "../endpoints.ts";
import { isRecipient } from "../mail/recipient.ts";
import { isOwnForm, readForm } from "../posted-form.ts";
import { signatureLength } from "../signer.ts";
import { type Asked, largestForm, redirect, send } from "./answers.ts";
import { channelIn, choicesIn, isNothing, isStoryGone, languageIn, storyIn } from "./form.ts";
import { confirmationDays } from "./links.ts";
import {
  type AskedSubscription,
  askToSubscribe,
  findBrowser,
  type SubscribedPage,
  subscribeBrowser,
} from "./visitor-commands.ts";
import { greeting, manageLink, readBrowserSubscription, type SubscribingWork, waitFor } from "./work.ts";

/** What is done for a form waits for so long, so that its answer is through before anything competes with it. */
const afterwardsMs = 250;

/** People take longer than this to fill a form in, and programs less. */
const quickestMs = 2_000;
/** Longer, and it is a copy that is sent again and again. */
const slowestMs = 12 * 3_600_000;

/** The forms by which visitors subscribe. */
export interface Forms {
  /** The form, as its query fills it in. */
  show: (request: IncomingMessage, response: ServerResponse, asked: Asked) => void;
  /** Takes a form that was sent. */
  take: (request: IncomingMessage, response: ServerResponse, asked: Asked) => Promise<void>;
  /** Resolves when all is done that was answered before it was. */
  settled: () => Promise<void>;
}

/** @param requireWork throws while the database is away; only what needs it asks for it */
export function createForms(
  { signer, now, log }: Pick<Context, "signer" | "now" | "log">,
  requireWork: () => SubscribingWork,
): Forms {
  const underWay = new Set<Promise<void>>();

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
    const channel = channelIn(fields);
    return {
      kind: "form",
      channel,
      pushKey: channel === "push" ? requireWork().webPush.publicKey : null,
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
    const work = requireWork();
    const { context } = work;
    const fields = (await readForm(request, largestForm)) ?? new URLSearchParams();
    const refuse = (problem: SubscribingProblem, status = 422, headers: string[] = []) =>
      send(request, response, asked, { screen: formWith(asked, fields, problem), status, headers });
    const wait = await waitFor(work, request);
    if (wait !== null) return refuse("limited", 429, ["Retry-After", String(wait)]);
    if (isStoryGone(fields, asked.page.snapshot)) return refuse("again");
    const channel = channelIn(fields);
    const read =
      channel === "push"
        ? readBrowserSubscription(context, asked, fields)
        : readSubscription(context, asked, channel, fields);
    if (typeof read === "string") return refuse(read);
    if ("subscription" in read && fields.get("action") === "manage") {
      const known = await findBrowser(context, asked.page, read.endpoint);
      if (known === null) return refuse("not_told");
      return redirect(response, asked.base, manageLink(work, asked, known));
    }
    const age = ageOf(asked.page, fields.get("made") ?? "");
    if (!isOwnForm(request) || age === null || age < quickestMs) return refuse("again");
    const isPerson = fields.get("homepage") === "";
    if ("subscription" in read) {
      const greet = greeting(work, asked, read);
      const subscribed = isPerson ? await subscribeBrowser(context, asked.page, { ...read, greet }) : null;
      if (subscribed === null) return refuse("browser");
      return redirect(response, asked.base, `${manageLink(work, asked, subscribed)}?subscribed`);
    }
    // Whoever fills in what nobody sees is answered like everybody.
    if (isPerson) subscribeAfterwards(asked.page, read);
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

  return {
    show: (request, response, asked) =>
      send(request, response, asked, {
        screen: formWith(asked, new URLSearchParams(asked.query), null),
      }),
    take: takeForm,
    settled: async () => void (await Promise.all(underWay)),
  };
}

/** What a form asks for, or what is wrong with it. */
function readSubscription(
  context: Context,
  { page, language }: Asked,
  channel: AskedSubscription["channel"],
  fields: URLSearchParams,
): AskedSubscription | SubscribingProblem {
  const endpoint = channel === "email" ? null : readEndpoint(context, channel, fields.get("endpoint") ?? "");
  if (typeof endpoint === "string") return endpoint;
  const email = (fields.get("email") ?? "").trim().toLowerCase();
  if (!isRecipient(email)) return "email";
  const choices = choicesIn(fields, page.snapshot, { story: storyIn(fields, page.snapshot) });
  if (isNothing(choices)) return "nothing";
  return { channel, email, endpoint, choices, language: languageIn(fields, language) };
}
