import { setTimeout as pause } from "node:timers/promises";
import { asSystem, type Database, isDatabaseAway } from "@fanal/database";
import { mails } from "@fanal/database/schema";
import { eq, type SQL, sql } from "drizzle-orm";
import type { Logger } from "pino";
import { createHint } from "../hint.ts";
import { inSpan } from "../tracing.ts";
import {
  type PostOffice,
  type StoredMail,
  UndeliverableError,
  UnreachableError,
  withoutAddresses,
} from "./post-office.ts";
import { giveUpAfterHours, mailDelaySeconds } from "./retry.ts";

interface SenderOptions {
  database: Database;
  office: PostOffice;
  /** Tells of commits that wrote mails, and of moments when one may have been missed. */
  onMail: (listener: () => void) => void;
  log: Logger;
}

interface ClaimedMail extends StoredMail {
  attempts: number;
  /** It has been tried for so long that this is the last time. */
  isLastAttempt: boolean;
}

interface Outcome {
  /** When it is tried next; `null`: never. */
  dueAt: SQL | null;
  sentAt?: SQL;
  error: string | null;
}

const atOnce = 5;
const handInMs = 60_000;
/** Longer than any attempt can take, so that a mail is tried anew only when whoever had it is gone. */
const leaseSeconds = 120;
const sweepMs = 5_000;
const drainMs = 10_000;

/**
 * Sends what is due. A mail is claimed by a lease on its row, so that of several servers one sends it, outside of any
 * transaction. Whoever dies between the mail server's yes and the note of it leaves a mail that goes out again, with the
 * same `Message-ID`: SMTP has nothing better to offer.
 */
export function startSender(options: SenderOptions): AsyncDisposable {
  const stop = new AbortController();
  const running = sendUntilStopped(options, stop.signal);
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await Promise.race([running, pause(drainMs, undefined, { ref: false })]);
      options.office[Symbol.dispose]();
      await running;
    },
  };
}

async function sendUntilStopped(options: SenderOptions, stop: AbortSignal): Promise<void> {
  const { database, log } = options;
  const underWay = new Set<Promise<void>>();
  const hint = createHint(options.onMail, { everyMs: sweepMs, stop });
  for (let isAway = false; !stop.aborted; ) {
    const hinted = hint();
    try {
      const mail = underWay.size < atOnce ? await claim(database) : null;
      isAway = false;
      if (mail !== null) {
        const sending = send(mail, options).finally(() => underWay.delete(sending));
        underWay.add(sending);
        continue;
      }
    } catch (error) {
      // Where the database is away, others have said so; once is enough here, too.
      if (!isAway) log.warn({ err: error }, "it is not known which mails are due");
      isAway = isDatabaseAway(error);
    }
    await Promise.race([hinted, ...underWay]);
  }
  await Promise.all(underWay);
}

/** Takes the mail that is due for longest; nobody else does until its lease is over. */
function claim(database: Database): Promise<ClaimedMail | null> {
  return asSystem(database, "a mail that is due", async (db) => {
    const due = db
      .select({ id: mails.id })
      .from(mails)
      .where(sql`${mails.dueAt} <= now()`)
      .orderBy(mails.dueAt, mails.id)
      .limit(1)
      .for("update", { skipLocked: true });
    const [mail] = await db
      .update(mails)
      .set({ dueAt: inSeconds(leaseSeconds), attempts: sql`${mails.attempts} + 1` })
      .where(sql`${mails.id} = (${due})`)
      .returning({
        id: mails.id,
        kind: mails.kind,
        recipient: mails.recipient,
        senderName: mails.senderName,
        replyTo: mails.replyTo,
        subject: mails.subject,
        html: mails.html,
        text: mails.text,
        createdAt: mails.createdAt,
        attempts: mails.attempts,
        isLastAttempt: sql<boolean>`${mails.createdAt} < now() - make_interval(hours => ${giveUpAfterHours})`,
      });
    return mail ?? null;
  });
}

async function send(mail: ClaimedMail, { database, office, log }: SenderOptions): Promise<void> {
  const attributes = {
    "fanal.mail_id": mail.id,
    "fanal.mail_kind": mail.kind,
    "fanal.attempts": mail.attempts,
  };
  const outcome = await inSpan("send mail", { kind: "asks", attributes }, () => attempt(mail, office, log));
  try {
    await asSystem(database, "outcome of a mail", (db) =>
      db.update(mails).set(outcome).where(eq(mails.id, mail.id)),
    );
  } catch (error) {
    log.warn({ err: error, mail: mail.id }, "what became of a mail could not be noted; it may go out twice");
  }
}

async function attempt(mail: ClaimedMail, office: PostOffice, log: Logger): Promise<Outcome> {
  try {
    await office.handIn(mail, AbortSignal.timeout(handInMs));
    return { dueAt: null, sentAt: sql`now()`, error: null };
  } catch (error) {
    const isOver = mail.isLastAttempt || error instanceof UndeliverableError;
    const reason = error instanceof Error ? error.message : String(error);
    const { id, kind, attempts } = mail;
    const said = isOver ? "a mail was given up" : "a mail could not be sent; it is tried again";
    log.warn({ mail: id, kind, attempts, reason: withoutAddresses(reason) }, said);
    const delay = mailDelaySeconds(attempts, { isUnreachable: error instanceof UnreachableError });
    return { dueAt: isOver ? null : inSeconds(delay), error: reason.slice(0, 1_000) };
  }
}

/** By the clock of the database: those of servers differ. */
function inSeconds(seconds: number): SQL {
  return sql`now() + make_interval(secs => ${seconds})`;
}
