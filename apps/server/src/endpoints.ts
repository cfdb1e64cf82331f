import { createHash, randomBytes } from "node:crypto";
import type { Channel } from "@fanal/domain";
import type { SubscribingProblem } from "@fanal/status-page";
import type { Context } from "./context.ts";
import { isPrivateAddress } from "./outgoing.ts";

/** The channels that lead to an address of the web. */
export type EndpointChannel = Exclude<Channel, "email">;

/** Where somebody wants messages sent to. */
export interface Endpoint {
  url: string;
  /** Where that is, without what is secret in it: for people. */
  shown: string;
  /** The same for the same address, and nothing can be read from it. */
  key: string;
}

const longest = 2_000;

/** Whether an address is an incoming webhook of the channel. Whoever has it can write there, so it is a secret. */
const isIncoming: Record<EndpointChannel, (url: URL) => boolean> = {
  webhook: () => true,
  slack: ({ hostname, pathname }) =>
    ["hooks.slack.com", "hooks.slack-gov.com"].includes(hostname) &&
    /^\/(services|workflows|triggers)\/./.test(pathname),
  discord: ({ hostname, pathname }) =>
    /^((ptb|canary)\.)?discord(app)?\.com$/.test(hostname) && /^\/api\/(v\d+\/)?webhooks\/./.test(pathname),
  // Connectors, and the workflows that take their place.
  microsoft_teams: ({ hostname }) =>
    [".webhook.office.com", ".logic.azure.com", ".api.powerplatform.com"].some((parent) =>
      hostname.endsWith(parent),
    ),
};

/**
 * Reads an address that somebody typed. What its name leads to is looked at when it is asked; here only what can be seen
 * in the address itself.
 */
export function readEndpoint(
  { outgoing, url: ownUrl }: Pick<Context, "outgoing" | "url">,
  channel: EndpointChannel,
  text: string,
): Endpoint | SubscribingProblem {
  const url = text.length > longest ? null : URL.parse(text.trim());
  const isWeb = url?.protocol === "https:" || (outgoing.allowsHttp && url?.protocol === "http:");
  if (url === null || !isWeb || url.username !== "" || url.password !== "") return "endpoint";
  if (!outgoing.allowsHttp && isOurs(url.hostname, ownUrl)) return "private";
  if (!isIncoming[channel](url)) return "not_theirs";
  url.hash = "";
  return { url: url.href, shown: shownOf(url), key: createHash("sha256").update(url.href).digest("hex") };
}

/** Only this machine or its own network can reach it, or it is this server. */
function isOurs(hostname: string, ownUrl: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  return (
    isPrivateAddress(name) ||
    /(^|\.)(localhost|local|internal)$/.test(name) ||
    name === new URL(ownUrl).hostname
  );
}

function shownOf({ host, pathname, search }: URL): string {
  const rest = pathname + search;
  return rest === "/" ? host : `${host}/…${rest.slice(-4)}`;
}

const secretBytes = 24;

/** A secret to sign with, as Standard Webhooks writes it. */
export function makeWebhookSecret(): string {
  return `whsec_${randomBytes(secretBytes).toString("base64")}`;
}
