/** A mail as it is stored, ready to go out. */
export interface StoredMail {
  id: string;
  kind: string;
  recipient: string;
  subject: string;
  html: string;
  text: string;
  createdAt: Date;
  /** Who writes, and where answers go, where it is a status page. */
  senderName: string | null;
  replyTo: string | null;
  /** A POST there unsubscribes whoever it goes to (RFC 8058); `null`: nobody can. */
  unsubscribeUrl?: string | null;
}

/** Where mails are handed in: a mail server, or a folder where there is none. */
export interface PostOffice extends Disposable {
  /** Resolves once somebody else answers for the mail. Fails with {@link UndeliverableError} when trying again is in vain. */
  handIn: (mail: StoredMail, signal: AbortSignal) => Promise<void>;
}

/** The mail server says that there is no such recipient. */
export class UndeliverableError extends Error {}

/** The mail server cannot be reached, or does not talk to us: no mail gets through, not only this one. */
export class UnreachableError extends Error {}

/** What nodemailer makes a message of. The id of the mail is that of the message, so that who gets it twice can tell. */
export function toMessage(mail: StoredMail, from: string) {
  const { id, recipient, subject, html, text, createdAt, senderName, replyTo, unsubscribeUrl } = mail;
  const oneClick = {
    "List-Unsubscribe": `<${unsubscribeUrl}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
  return {
    messageId: `<${id}@${domainOf(from)}>`,
    date: createdAt,
    // An object is never parsed, so no name or address can hold a second one.
    from: senderName === null ? from : { name: senderName, address: addressIn(from) },
    to: { name: "", address: recipient },
    ...(replyTo === null ? {} : { replyTo: { name: "", address: replyTo } }),
    subject,
    html,
    text,
    headers: { "Auto-Submitted": "auto-generated", ...(unsubscribeUrl == null ? {} : oneClick) },
    // What is in a mail is text; nothing of it is read from disk or fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** @param from `Name <address>`, or the address alone */
export function addressIn(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;
}

function domainOf(from: string): string {
  return /@([a-z0-9.-]+)>?\s*$/i.exec(from)?.[1] ?? "localhost";
}

/** Mail servers repeat addresses in what they say; those of people belong in no log, and where they are forgotten in no row. */
export function withoutAddresses(text: string): string {
  return text.replace(/[^\s<>]+@[^\s<>]+/g, "…");
}
