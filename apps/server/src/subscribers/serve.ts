import type { IncomingMessage, ServerResponse } from "node:http";
import type { ClientAddress } from "../client-address.ts";
import type { Context } from "../context.ts";
import type { WebPush } from "../web-push.ts";
import { type Asked, redirect, refuseMethod, send } from "./answers.ts";
import { createSubscribingLimits } from "./limits.ts";
import { confirmationOf, isSubscriptionToken } from "./links.ts";
import { createForms } from "./serve-forms.ts";
import { type Link, postedTo, shownAt } from "./serve-links.ts";
import type { SubscribedPage } from "./visitor-commands.ts";
import type { SubscribingWork } from "./work.ts";

/** Answers the forms by which visitors subscribe, and the links that subscribers get. */
export interface Subscribing {
  /** Whether an address below a page is one of these. */
  handles: (path: string) => boolean;
  /** Whether it is the link of a subscriber of this page, whom no door keeps out. Asks no database. */
  isSigned: (page: Pick<SubscribedPage, "pageId">, path: string) => boolean;
  /** False: there is nothing at this address, and nothing was answered. Throws while the database is away. */
  answer: (request: IncomingMessage, response: ServerResponse, asked: Asked) => Promise<boolean>;
  /** Tells with what to work once the database is there. */
  workWith: (context: Context, webPush: WebPush) => void;
  /** Resolves when all is done that was answered before it was. */
  settled: () => Promise<void>;
}

interface SubscribingOptions extends Pick<Context, "signer" | "now" | "log"> {
  clientAddress: ClientAddress;
}

const formPath = "subscribe";
const linkPattern =
  /^subscriptions\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/([\w-]{32,80})(?:\/(confirm|unsubscribe))?$/;

export function createSubscribing({ signer, now, log, clientAddress }: SubscribingOptions): Subscribing {
  let work: SubscribingWork | null = null;
  const forms = createForms({ signer, now, log }, requireWork);

  function requireWork(): SubscribingWork {
    if (work === null) throw new Error("The database is not there yet");
    return work;
  }

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

  async function answerLink(
    link: Link,
    request: IncomingMessage,
    response: ServerResponse,
    asked: Asked,
  ): Promise<boolean> {
    const present = requireWork();
    const answered = await (request.method === "POST"
      ? postedTo(present, link, request, asked)
      : shownAt(present, link, asked));
    if (answered === null) return false;
    if (typeof answered === "string") redirect(response, asked.base, answered);
    else send(request, response, asked, answered);
    return true;
  }

  return {
    handles: (path) => path === formPath || path.startsWith("subscriptions/"),
    isSigned: (page, path) => linkOf(page, path) !== null,
    answer: async (request, response, asked) => {
      const { method } = request;
      const isRead = method === "GET" || method === "HEAD";
      if (asked.path === formPath) {
        if (method === "POST") await forms.take(request, response, asked);
        else if (isRead) forms.show(request, response, asked);
        else refuseMethod(response);
        return true;
      }
      const link = linkOf(asked.page, asked.path);
      if (link === null) return false;
      if (isRead || method === "POST") return answerLink(link, request, response, asked);
      refuseMethod(response);
      return true;
    },
    workWith: (context, webPush) => {
      work = { context, limits: createSubscribingLimits(context.database), webPush, clientAddress };
    },
    settled: forms.settled,
  };
}
