import { createVerify, X509Certificate } from "node:crypto";
import { z } from "zod";
import type { Outgoing } from "../../outgoing.ts";
import { type Bounce, ForgedBounceError, moment, readShape } from "./bounce.ts";

const envelope = z.object({
  Type: z.enum(["Notification", "SubscriptionConfirmation", "UnsubscribeConfirmation"]),
  MessageId: z.string(),
  TopicArn: z.string(),
  Subject: z.string().nullish(),
  Message: z.string(),
  Timestamp: z.string(),
  Token: z.string().optional(),
  SubscribeURL: z.string().optional(),
  SignatureVersion: z.enum(["1", "2"]),
  Signature: z.string(),
  SigningCertURL: z.string(),
});
type Envelope = z.infer<typeof envelope>;

const recipients = z.array(z.object({ emailAddress: z.string(), diagnosticCode: z.string().optional() }));
const report = z.object({
  // Named by how it was set up: as feedback of an identity, or as events of a configuration set.
  notificationType: z.string().optional(),
  eventType: z.string().optional(),
  bounce: z
    .object({
      bounceType: z.string(),
      bounceSubType: z.string().default(""),
      bouncedRecipients: recipients,
      timestamp: moment,
    })
    .optional(),
  complaint: z
    .object({
      complainedRecipients: recipients,
      complaintFeedbackType: z.string().default(""),
      timestamp: moment,
    })
    .optional(),
  mail: z
    .object({ headers: z.array(z.object({ name: z.string(), value: z.string() })).default([]) })
    .optional(),
});

/** Reads what Amazon SES tells through SNS. Keeps the certificates that SNS signs with. */
export function createSesReader(outgoing: Pick<Outgoing, "ask">): (body: string) => Promise<Bounce[]> {
  const certificates = new Map<string, X509Certificate>();

  async function certificateAt(address: string): Promise<X509Certificate> {
    const kept = certificates.get(address);
    if (kept !== undefined) return kept;
    const { status, content } = await outgoing.ask(address, {});
    if (status !== 200) throw new Error(`SNS answered ${status} for its certificate`);
    const certificate = new X509Certificate(content);
    // There is one at a time; regions have their own.
    if (certificates.size > 20) certificates.clear();
    certificates.set(address, certificate);
    return certificate;
  }

  async function requireSigned(message: Envelope): Promise<void> {
    const address = requireSns(message.SigningCertURL);
    const { publicKey, validFromDate, validToDate } = await certificateAt(address);
    const now = new Date();
    const verify = createVerify(message.SignatureVersion === "1" ? "RSA-SHA1" : "RSA-SHA256");
    const isSigned = verify.update(signedText(message)).verify(publicKey, message.Signature, "base64");
    if (!isSigned || now < validFromDate || now > validToDate)
      throw new ForgedBounceError("It is not signed by Amazon SNS.");
  }

  return async (body) => {
    const message = readShape(envelope, body);
    await requireSigned(message);
    if (message.Type === "Notification") return bouncesIn(message.Message);
    if (message.Type === "SubscriptionConfirmation") {
      const { status } = await outgoing.ask(requireSns(message.SubscribeURL ?? ""), {});
      if (status !== 200) throw new Error(`SNS answered ${status} to the confirmation`);
    }
    return [];
  };
}

function bouncesIn(message: string): Bounce[] {
  const { bounce, complaint, mail } = readShape(report, message);
  // SES replaces the header; what it was stands among the original ones.
  const messageId = mail?.headers.find(({ name }) => name.toLowerCase() === "message-id")?.value ?? null;
  if (bounce !== undefined) {
    const { bounceType, bounceSubType, bouncedRecipients, timestamp: at } = bounce;
    const said = bouncedRecipients.find(({ diagnosticCode }) => diagnosticCode !== undefined);
    return [
      {
        kind: bounceType === "Permanent" ? "hard" : "soft",
        messageId,
        addresses: bouncedRecipients.map(({ emailAddress }) => emailAddress),
        reason: said?.diagnosticCode ?? `${bounceType} ${bounceSubType}`.trim(),
        at,
      },
    ];
  }
  if (complaint === undefined) return [];
  const { complainedRecipients, complaintFeedbackType, timestamp: at } = complaint;
  const addresses = complainedRecipients.map(({ emailAddress }) => emailAddress);
  return [{ kind: "complaint", messageId, addresses, reason: complaintFeedbackType, at }];
}

/** What SNS signs: names and values of these fields, as far as they are there, each on a line of its own. */
function signedText(message: Envelope): string {
  const names =
    message.Type === "Notification"
      ? (["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"] as const)
      : (["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"] as const);
  return names.flatMap((name) => (message[name] == null ? [] : [`${name}\n${message[name]}\n`])).join("");
}

/** The address, where it is one of SNS itself: nothing else is ever asked, whatever a message says. */
function requireSns(address: string): string {
  const { protocol, host, username, password } = URL.parse(address) ?? new URL("about:blank");
  const isSns = /^sns\.[a-z0-9-]{3,40}\.amazonaws\.com(\.cn)?$/.test(host);
  if (protocol !== "https:" || !isSns || `${username}${password}` !== "")
    throw new ForgedBounceError("It names an address that is not of Amazon SNS.");
  return address;
}
