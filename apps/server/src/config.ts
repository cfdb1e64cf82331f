import { isIPv6 } from "node:net";
import path from "node:path";
import addressparser from "nodemailer/lib/addressparser";
import { z } from "zod";
import { isNetwork } from "./client-address.ts";
import { isRecipient } from "./mail/recipient.ts";

const flag = z.enum(["0", "1"]).transform((value) => value === "1");
const port = z.coerce.number("must be a number").int().min(0).max(65_535);
/** Addresses of IPv6 are written in brackets in some places and without in others. */
const host = z.string().transform((name) => name.replace(/^\[(.*)\]$/, "$1"));
/** Pages, sessions and sockets all have fixed paths, so Fanal cannot live below one. */
const httpOrigin = z
  .url({ protocol: /^https?$/, error: "must be an http or https address", abort: true })
  .refine(isOrigin, "must be only scheme, host and port, like https://status.example")
  .transform((url) => new URL(url).origin);

/** Pages get names below it; without a port, which is that of `FANAL_URL`. */
const domain = z
  .string()
  .toLowerCase()
  .max(200)
  .regex(
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    "must be a host name, like pages.example",
  );

/**
 * The domain of an Auth0 tenant, or one of your own that leads to it, as the address of its issuer. Without TLS only on
 * this machine, where a simulator may stand in for Auth0.
 */
const auth0Domain = z
  .string()
  .transform((given) => (/^https?:\/\//.test(given) ? given : `https://${given}`))
  .refine((given) => {
    const address = URL.parse(given);
    if (address === null || !isOrigin(given)) return false;
    return address.protocol === "https:" || ["localhost", "127.0.0.1", "[::1]"].includes(address.hostname);
  }, "must be a host name, like acme.eu.auth0.com")
  .transform((given) => new URL(given).origin);
/** `Name <address>`, or only the address. */
const sender = z.string().max(300).refine(isSender, "must be one address, like Fanal <status@acme.example>");

const secret = z.string().min(32, "must have at least 32 characters");
/** Separated by commas, the last one first. */
const earlierSecrets = z
  .string()
  .transform((given) => given.split(",").map((one) => one.trim()))
  .refine(
    (given) => given.every((one) => one.length >= 32),
    "must hold secrets of at least 32 characters, separated by commas",
  );

/** Separated by commas. */
const networks = z
  .string()
  .transform((given) => given.split(",").map((one) => one.trim()))
  .refine(
    (given) => given.every(isNetwork),
    "must hold addresses or subnets of proxies, separated by commas, like 127.0.0.1, 10.0.0.0/8",
  );

const environment = z.object({
  NODE_ENV: z.string().optional(),
  PORT: port.default(3000),
  HOST: host.optional(),
  FANAL_URL: httpOrigin.optional(),
  FANAL_PAGES_DOMAIN: domain.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" }).optional(),
  FANAL_DATA_DIR: z.string().default(".data"),
  FANAL_SECRET: secret.optional(),
  FANAL_SECRET_PREVIOUS: earlierSecrets.default([]),
  FANAL_DEMO: flag.optional(),
  FANAL_SIGN_UP: flag.default(true),
  AUTH0_DOMAIN: auth0Domain.optional(),
  AUTH0_CLIENT_ID: z.string().max(200).optional(),
  AUTH0_CLIENT_SECRET: z.string().max(500).optional(),
  AUTH0_ROLES_CLAIM: z.string().max(200).default("https://fanal.dev/roles"),
  AUTH0_ONLY: flag.default(false),
  FANAL_TRUSTED_PROXIES: networks.default([]),
  FANAL_PRIVATE_NETWORKS: flag.default(false),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be an smtp:// or smtps:// address" }).optional(),
  MAIL_FROM: sender.optional(),
  MAIL_EVENTS_SECRET: z
    .string()
    .regex(
      /^[\w-]{32,200}$/,
      "must have at least 32 letters and digits: make one with `openssl rand -hex 32`",
    )
    .optional(),
  MAILGUN_SIGNING_KEY: z.string().max(200).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: "must be an http or https address" })
    .optional(),
  FANAL_LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

/** All variables that are read. */
export const environmentNames: readonly string[] = Object.keys(environment.shape);

export interface Config {
  port: number;
  host: string;
  /** Public address, without a slash at the end; `null`: the address it listens at. */
  url: string | null;
  /** Each page is at `{slug}.{pagesDomain}` too; lower case. `null`: pages have no hosts but those they are given. */
  pagesDomain: string | null;
  /** `null`: the server runs a PostgreSQL of its own in the data folder. */
  databaseUrl: string | null;
  dataDirectory: string;
  /** `null`: generated and kept in the data folder. */
  secret: string | null;
  /** What the secret was before, the last one first: what was signed or sealed with them still counts. */
  earlierSecrets: string[];
  /** `null`: a demo when the embedded database is empty. */
  demo: boolean | null;
  /** Whether whoever comes may make an account, or only who is invited or vouched for. */
  isSignUpOpen: boolean;
  /** `null`: nobody signs in with Auth0. */
  auth0: Auth0Config | null;
  /** Addresses and subnets of proxies that are believed where a request comes from. */
  trustedProxies: string[];
  /** Whether identity providers may be in a private network, and without TLS. */
  allowsPrivateNetworks: boolean;
  /** `null`: mails are kept as files in the data folder. */
  mail: { smtpUrl: string; from: string } | null;
  /** `null`: providers of mail tell nothing. */
  mailEvents: MailEventsConfig | null;
  /** Where traces go; `null`: there are none. */
  tracesEndpoint: string | null;
  logLevel: "debug" | "info" | "warn" | "error" | "silent";
}

/** How providers of mail tell what became of it. */
export interface MailEventsConfig {
  /** Part of the address that they post to. */
  secret: string;
  /** `null`: Mailgun is not heard. */
  mailgunSigningKey: string | null;
}

export interface Auth0Config {
  /** Origin of the tenant. */
  origin: string;
  clientId: string;
  clientSecret: string;
  /** Claim of the ID token that holds the roles of whoever signs in to an organization. */
  rolesClaim: string;
  /** No other way of signing in is offered or taken. */
  isOnlyWay: boolean;
}

export class InvalidEnvironmentError extends Error {
  constructor(problems: string[]) {
    super(`These settings are not right:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
  }
}

/** Reads the environment once. Throws one {@link InvalidEnvironmentError} that names every problem. */
export function readConfig(variables: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  if (given.DATABASE_URL !== undefined && given.FANAL_SECRET === undefined) {
    problems.push("FANAL_SECRET is required with DATABASE_URL: make one with `openssl rand -base64 32`");
  }
  const earlier = parsed.data?.FANAL_SECRET_PREVIOUS ?? [];
  if (new Set([given.FANAL_SECRET, ...earlier]).size <= earlier.length) {
    problems.push(
      "FANAL_SECRET_PREVIOUS must hold earlier secrets, each once, and not the present FANAL_SECRET",
    );
  }
  const auth0Names = ["AUTH0_DOMAIN", "AUTH0_CLIENT_ID", "AUTH0_CLIENT_SECRET"];
  const missing = auth0Names.filter((name) => given[name] === undefined);
  const wanted = given.AUTH0_ONLY === "1" ? 0 : 1;
  if (missing.length > 0 && auth0Names.length - missing.length >= wanted) {
    problems.push(`${missing.join(" and ")} must be set too for sign-in with Auth0: see docs/auth0.md`);
  }
  if (given.SMTP_URL !== undefined && given.MAIL_FROM === undefined) {
    problems.push("MAIL_FROM is required with SMTP_URL: the address that mails come from");
  }
  if (given.MAILGUN_SIGNING_KEY !== undefined && given.MAIL_EVENTS_SECRET === undefined) {
    problems.push("MAIL_EVENTS_SECRET is required with MAILGUN_SIGNING_KEY: see docs/mail.md");
  }
  if (!parsed.success || problems.length > 0) throw new InvalidEnvironmentError(problems);
  const env = parsed.data;
  const listensAt = env.HOST ?? (env.NODE_ENV === "production" ? "0.0.0.0" : "127.0.0.1");
  return {
    port: env.PORT,
    host: listensAt,
    url: env.FANAL_URL ?? null,
    pagesDomain: env.FANAL_PAGES_DOMAIN ?? null,
    databaseUrl: env.DATABASE_URL ?? null,
    dataDirectory: path.resolve(env.FANAL_DATA_DIR),
    secret: env.FANAL_SECRET ?? null,
    earlierSecrets: env.FANAL_SECRET_PREVIOUS,
    demo: env.FANAL_DEMO ?? null,
    isSignUpOpen: env.FANAL_SIGN_UP,
    auth0: auth0Of(env),
    trustedProxies: env.FANAL_TRUSTED_PROXIES,
    allowsPrivateNetworks: env.FANAL_PRIVATE_NETWORKS,
    mail: mailOf(env),
    mailEvents:
      env.MAIL_EVENTS_SECRET === undefined
        ? null
        : { secret: env.MAIL_EVENTS_SECRET, mailgunSigningKey: env.MAILGUN_SIGNING_KEY ?? null },
    tracesEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    logLevel: env.FANAL_LOG_LEVEL,
  };
}

function auth0Of(env: z.infer<typeof environment>): Auth0Config | null {
  const { AUTH0_DOMAIN: origin, AUTH0_CLIENT_ID: clientId, AUTH0_CLIENT_SECRET: clientSecret } = env;
  if (origin === undefined || clientId === undefined || clientSecret === undefined) return null;
  return { origin, clientId, clientSecret, rolesClaim: env.AUTH0_ROLES_CLAIM, isOnlyWay: env.AUTH0_ONLY };
}

function isOrigin(address: string): boolean {
  const { pathname, search, hash, username, password } = new URL(address);
  return /^\/*$/.test(pathname) && `${search}${hash}${username}${password}` === "";
}

function mailOf({ SMTP_URL, MAIL_FROM }: z.infer<typeof environment>): Config["mail"] {
  return SMTP_URL === undefined || MAIL_FROM === undefined ? null : { smtpUrl: SMTP_URL, from: MAIL_FROM };
}

function isSender(text: string): boolean {
  const [sender, ...others] = addressparser(text, { flatten: true });
  return sender !== undefined && others.length === 0 && isRecipient(sender.address) && !/\p{Cc}/u.test(text);
}

/** Whether a server that listens at this host is reached as `localhost` on its own machine. */
export function isLocal(host: string): boolean {
  return ["127.0.0.1", "0.0.0.0", "::", "::1"].includes(host);
}

/** The address of a server that listens there, without a slash at the end. */
export function urlAt(host: string, port: number): string {
  if (isLocal(host)) return `http://localhost:${port}`;
  // An address cannot name the network card that a link-local one belongs to.
  const name = isIPv6(host) ? `[${host.replace(/%.*$/, "")}]` : host;
  return `http://${name}:${port}`;
}
