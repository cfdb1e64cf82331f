import { createECDH, createHash, randomBytes } from "node:crypto";
import type { Channel } from "@fanal/domain";
import type { SubscribingProblem } from "@fanal/status-page";
import { z } from "zod";
import type { Context } from "./context.ts";
import { isPrivateAddress } from "./outgoing.ts";
import type { PushSubscription } from "./web-push.ts";

/** The channels that lead to an address of the web that people type. */
export type EndpointChannel = Exclude<Channel, "email" | "push">;

/** Where somebody wants messages sent to. */
export interface Endpoint {
  /** The address; of a browser its subscription as JSON. */
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
  const url = addressIn({ outgoing, url: ownUrl }, text);
  if (typeof url === "string") return url;
  if (!isIncoming[channel](url)) return "not_theirs";
  return { url: url.href, shown: shownOf(url), key: keyOf(url.href) };
}

/**
 * Reads what the script of a page says of its browser. Whoever knows the address of one is not it: its keys belong to its
 * name.
 */
export function readBrowser(
  context: Pick<Context, "outgoing" | "url">,
  text: string,
): { endpoint: Endpoint; subscription: PushSubscription } | null {
  const read = text.length > longest ? null : pushSubscription.safeParse(text);
  if (!read?.success) return null;
  const url = addressIn(context, read.data.endpoint);
  if (typeof url === "string") return null;
  const subscription = { ...read.data, endpoint: url.href };
  const written = JSON.stringify(subscription);
  return { subscription, endpoint: { url: written, shown: shownOf(url), key: keyOf(written) } };
}

/** In base64url; a public key on P-256, uncompressed, and 16 random bytes (RFC 8291). */
const pushSubscription = z
  .string()
  .transform(fromJson)
  .pipe(
    z.object({
      endpoint: z.string(),
      keys: z.object({ p256dh: z.string().refine(isPublicKey), auth: z.string().regex(/^[\w-]{22}$/) }),
    }),
  );

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Whether something can be encrypted for it: not every 65 bytes are a point of the curve. */
function isPublicKey(text: string): boolean {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length !== 65 || bytes.toString("base64url") !== text) return false;
  try {
    const own = createECDH("prime256v1");
    own.generateKeys();
    return own.computeSecret(bytes).length > 0;
  } catch {
    return false;
  }
}

/** What can be seen in an address itself: whether it is one that is asked. */
function addressIn(
  { outgoing, url: ownUrl }: Pick<Context, "outgoing" | "url">,
  text: string,
): URL | "endpoint" | "private" {
  const url = text.length > longest ? null : URL.parse(text.trim());
  const isWeb = url?.protocol === "https:" || (outgoing.allowsHttp && url?.protocol === "http:");
  if (url === null || !isWeb || url.username !== "" || url.password !== "") return "endpoint";
  if (!outgoing.allowsHttp && isOurs(url.hostname, ownUrl)) return "private";
  url.hash = "";
  return url;
}

function keyOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Only this machine or its own network can reach it, or it is this server. */
export function isOurs(hostname: string, ownUrl: string): boolean {
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

/** The former secret of a webhook signs too for so long. */
const formerSecretHours = 24;

/**
 * Another secret to sign with, and what is stored of it; the one before signs too for a day, so that no call is refused meanwhile.
 *
 * @param row whose secrets these are
 */
export function renewWebhookSecret(
  { secretBox, now }: Pick<Context, "secretBox" | "now">,
  of: "subscriber" | "notice_target",
  row: { id: string; secret: string | null },
) {
  const secret = makeWebhookSecret();
  const { id: rowId } = row;
  const former = row.secret === null ? null : secretBox.open(row.secret, { column: `${of}.secret`, rowId });
  return {
    secret,
    stored: {
      secret: secretBox.seal(secret, { column: `${of}.secret`, rowId }),
      previousSecret:
        former === null ? null : secretBox.seal(former, { column: `${of}.previous_secret`, rowId }),
      previousSecretEndsAt:
        former === null ? null : new Date(now().getTime() + formerSecretHours * 3_600_000),
    },
  };
}

/** A secret to sign with, as Standard Webhooks writes it. */
export function makeWebhookSecret(): string {
  return `whsec_${randomBytes(secretBytes).toString("base64")}`;
}
