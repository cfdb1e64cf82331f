import { mailChannel, type Transaction, type Tx } from "@fanal/database";
import { mails, newId } from "@fanal/database/schema";
import type { Mail } from "@fanal/emails";
import { sql } from "drizzle-orm";
import { assertRecipient } from "./recipient.ts";

/** A mail with the one address that it goes to, and the page that writes it, where one does. */
export type AddressedMail = Mail & { to: string; from?: MailSender };

/** How a status page writes. */
export interface MailSender {
  senderName: string;
  /** `null`: answers go to the address of `MAIL_FROM`. */
  replyTo: string | null;
}

/**
 * Has a mail sent once the transaction is committed, and not if it is rolled back. Links in it are made from `context.url`.
 *
 * @throws when `to` is not one plain address; commands validate it before
 */
export function sendMail(tx: Tx, mail: AddressedMail): Promise<void> {
  return enqueue(tx.db, tx.organizationId, mail);
}

/**
 * As {@link sendMail}, for what concerns somebody's account and no organization.
 *
 * @param db a transaction of `asSystem`: row-level security shows these mails to no tenant
 */
export function sendAccountMail(db: Transaction, mail: AddressedMail): Promise<void> {
  return enqueue(db, null, mail);
}

async function enqueue(db: Transaction, organizationId: string | null, mail: AddressedMail): Promise<void> {
  assertRecipient(mail.to);
  // Loaded behind everything that visitors wait for.
  const { renderMail } = await import("@fanal/emails");
  const { subject, html, text } = await renderMail(mail);
  const { kind, to: recipient, from } = mail;
  const { senderName = null, replyTo = null } = from ?? {};
  const row = { id: newId(), organizationId, kind, recipient, senderName, replyTo, subject, html, text };
  await db.insert(mails).values({ ...row, createdAt: sql`now()`, dueAt: sql`now()` });
  await db.execute(sql`select pg_notify(${mailChannel}, '')`);
}
