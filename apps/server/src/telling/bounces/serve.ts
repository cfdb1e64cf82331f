import { createHash, timingSafeEqual } from "node:crypto";
import type { MailEventsConfig } from "../../config.ts";
import type { Context } from "../../context.ts";
import { type Bounce, ForgedBounceError, UnreadableBounceError } from "./bounce.ts";
import { readMailgun } from "./mailgun.ts";
import { noteBounce } from "./note-bounce.ts";
import { readPostmark } from "./postmark.ts";
import { createSesReader } from "./ses.ts";

/** What became of what a provider told. */
type Heard = "noted" | "not_found" | "forbidden" | "bad_request";

/**
 * Hears of providers of mail what became of what they had taken. `provider` and `secret` are of the address.
 *
 * @param config `null`: nothing is heard, and no address is there
 */
export function createBounces(
  { database, outgoing, now, log }: Pick<Context, "database" | "outgoing" | "now" | "log">,
  config: MailEventsConfig | null,
): (told: { provider: string; secret: string; body: string }) => Promise<Heard> {
  const readSes = createSesReader(outgoing);

  function readerFor(provider: string): ((body: string) => Bounce[] | Promise<Bounce[]>) | null {
    if (provider === "ses") return readSes;
    if (provider === "postmark") return readPostmark;
    const signingKey = config?.mailgunSigningKey ?? null;
    if (provider !== "mailgun" || signingKey === null) return null;
    return (body) => readMailgun(body, { signingKey, now: now() });
  }

  return async ({ provider, secret, body }) => {
    const read = readerFor(provider);
    if (config === null || read === null || !isSame(secret, config.secret)) return "not_found";
    try {
      for (const bounce of await read(body)) await noteBounce({ database, log }, bounce);
      return "noted";
    } catch (error) {
      if (error instanceof UnreadableBounceError) return "bad_request";
      if (!(error instanceof ForgedBounceError)) throw error;
      log.warn({ provider, reason: error.message }, "what is said to come from a mail provider was refused");
      return "forbidden";
    }
  };
}

/** In the same time, whatever is given. */
function isSame(given: string, secret: string): boolean {
  const [a, b] = [given, secret].map((text) => createHash("sha256").update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
