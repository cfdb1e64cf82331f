import { createTransport } from "nodemailer";
import { type PostOffice, toMessage, UndeliverableError, UnreachableError } from "./post-office.ts";

/** No answer of a mail server is waited for any longer. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
const pool = {
  pool: true,
  maxConnections: 5,
  maxMessages: 100,
  maxRequeues: 0,
  idleTimeout: 10_000,
} as const;

/**
 * Hands mails in at a mail server.
 *
 * @param url `smtp://` or `smtps://`, with name and password; what nodemailer knows as options can follow as a query
 * @param from who mails come from, `Name <address>`
 */
export function createSmtpOffice(url: string, from: string): PostOffice {
  const transport = createTransport({ ...patience, ...pool, url });
  return {
    handIn: async (mail, signal) => {
      try {
        await transport.sendMail({ ...toMessage(mail, from), signal });
      } catch (error) {
        throw explained(error);
      }
    },
    [Symbol.dispose]: () => transport.close({ force: true }),
  };
}

/** Codes of nodemailer that tell of the way to the server, not of a mail. */
const unreachable: ReadonlySet<unknown> = new Set([
  "ECONNECTION",
  "ETIMEDOUT",
  "ESOCKET",
  "EDNS",
  "ETLS",
  "EREQUIRETLS",
  "EPROTOCOL",
  "EAUTH",
  "ENOAUTH",
]);

/** "No such mailbox", "not here", "not a valid name": answers that stay what they are. */
const noRecipient: ReadonlySet<unknown> = new Set([550, 551, 553]);

function explained(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const code = "code" in error ? error.code : undefined;
  const answer = "responseCode" in error ? error.responseCode : undefined;
  if (code === "EENVELOPE" && noRecipient.has(answer)) {
    return new UndeliverableError(error.message, { cause: error });
  }
  if (unreachable.has(code)) return new UnreachableError(error.message, { cause: error });
  return error;
}
