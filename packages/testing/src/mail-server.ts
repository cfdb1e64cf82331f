import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** A mail as somebody finds it in their inbox. */
export interface ReceivedMail {
  /** Where it was delivered to, whatever its headers say. */
  recipients: string[];
  messageId: string | undefined;
  from: string | undefined;
  /** All whom it says that it comes from. */
  fromAll: { name: string; address: string | undefined }[];
  replyTo: string | undefined;
  to: string | undefined;
  subject: string | undefined;
  text: string;
  html: string;
  /** Names of all headers, in lower case, in their order. */
  headers: string[];
  /** All addresses that the text shows, first the one to act on. */
  links: string[];
}

/** What the mail server answers to a recipient instead of taking the mail. */
interface Answer {
  code: number;
  message: string;
}

/** A mail that waits for the server's answer. */
interface HeldMail {
  /** Resolves when it waits. */
  waits: Promise<void>;
  answer: () => void;
}

export interface TestMailServer extends AsyncDisposable {
  /** For `SMTP_URL`. */
  readonly url: string;
  readonly received: readonly ReceivedMail[];
  /** The newest mail to somebody, once there is one that `after` has not been seen yet. */
  next: (to: string, after?: ReceivedMail) => Promise<ReceivedMail>;
  /** Keeps the next mail waiting for an answer, before it is said what it is or when all of it is there. */
  hold: (when: "recipient" | "data") => HeldMail;
  /** From now on answers each recipient so; `null`: takes mail again. */
  refuse: (answer: Answer | null) => void;
  /** Takes no connections until it is opened again, at the same port. */
  close: () => Promise<void>;
  open: () => Promise<void>;
}

interface Hold {
  when: "recipient" | "data";
  waiting: PromiseWithResolvers<void>;
  answered: PromiseWithResolvers<void>;
}

/** A real mail server, which keeps what it takes. */
export async function startTestMailServer(): Promise<TestMailServer> {
  const received: ReceivedMail[] = [];
  const waiting = new Set<() => void>();
  let answer: Answer | null = null;
  let held: Hold | null = null;
  let server = makeServer();
  let port = 0;

  /** Waits where a mail is to be held, once. */
  async function holding(when: Hold["when"]): Promise<void> {
    if (held?.when !== when) return;
    const { waiting, answered } = held;
    held = null;
    waiting.resolve();
    await answered.promise;
  }

  function makeServer(): SMTPServer {
    return new SMTPServer({
      disabledCommands: ["AUTH", "STARTTLS"],
      logger: false,
      onRcptTo: (_address, _session, callback) => {
        const said = answer;
        const error = said && Object.assign(new Error(said.message), { responseCode: said.code });
        void holding("recipient").then(() => callback(error));
      },
      onData: (stream, { envelope }, callback) => {
        const recipients = envelope.rcptTo.map(({ address }) => address);
        text(stream)
          .then((raw) => parse(raw, recipients))
          .then((mail) => {
            received.push(mail);
            for (const look of waiting) look();
            return holding("data");
          })
          .then(() => callback(), callback);
      },
    });
  }

  async function open(): Promise<void> {
    server = makeServer();
    // Senders that are killed break their connections.
    server.on("error", () => {});
    const listening = server.listen(port, "127.0.0.1");
    await once(listening, "listening");
    port = portOf(listening.address());
  }

  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()));

  await open();
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    next: (to, after) =>
      new Promise((resolve) => {
        const look = () => {
          const mail = received.findLast(({ recipients }) => recipients.includes(to));
          if (mail === undefined || mail === after) return;
          waiting.delete(look);
          resolve(mail);
        };
        waiting.add(look);
        look();
      }),
    hold: (when) => {
      const hold = { when, waiting: Promise.withResolvers<void>(), answered: Promise.withResolvers<void>() };
      held = hold;
      return { waits: hold.waiting.promise, answer: hold.answered.resolve };
    },
    refuse: (given) => {
      answer = given;
    },
    close,
    open,
    [Symbol.asyncDispose]: close,
  };
}

async function parse(raw: string, recipients: string[]): Promise<ReceivedMail> {
  const mail = await simpleParser(raw);
  const { to } = mail;
  const body = mail.text ?? "";
  return {
    recipients,
    messageId: mail.messageId,
    from: mail.from?.text,
    fromAll: (mail.from?.value ?? []).map(({ name, address }) => ({ name, address })),
    replyTo: mail.replyTo?.text,
    to: Array.isArray(to) ? to.map((one) => one.text).join(", ") : to?.text,
    subject: mail.subject,
    text: body,
    html: mail.html === false || mail.html === undefined ? "" : mail.html,
    headers: mail.headerLines.map(({ key }) => key),
    links: body.match(/https?:\/\/\S+/g) ?? [],
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("The mail server has no port");
  return address.port;
}
