import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { type Bounce, ForgedBounceError, readShape } from "./bounce.ts";

const report = z.object({
  signature: z.object({
    timestamp: z.string().regex(/^\d+$/),
    token: z.string(),
    signature: z.string(),
  }),
  "event-data": z.object({
    event: z.string(),
    severity: z.string().optional(),
    timestamp: z.number().max(8_640_000_000_000),
    recipient: z.string().optional(),
    message: z.object({ headers: z.object({ "message-id": z.string().optional() }).optional() }).optional(),
    "delivery-status": z
      .object({ message: z.string().nullish(), description: z.string().nullish() })
      .optional(),
  }),
});

/** Mailgun tries for eight hours. */
const oldestSeconds = 12 * 3_600;

/** Webhooks of Mailgun, signed with its HTTP webhook signing key. */
export function readMailgun(body: string, { signingKey, now }: { signingKey: string; now: Date }): Bounce[] {
  const { signature, "event-data": data } = readShape(report, body);
  requireSigned(signature, signingKey);
  if (Math.abs(now.getTime() / 1000 - Number(signature.timestamp)) > oldestSeconds)
    throw new ForgedBounceError("It was signed too long ago.");
  const kind = kindOf(data.event, data.severity);
  if (kind === null) return [];
  const status = data["delivery-status"];
  return [
    {
      kind,
      messageId: data.message?.headers?.["message-id"] ?? null,
      addresses: data.recipient === undefined ? [] : [data.recipient],
      reason: status?.message || status?.description || data.event,
      at: new Date(data.timestamp * 1000),
    },
  ];
}

function kindOf(event: string, severity: string | undefined): Bounce["kind"] | null {
  if (event === "complained") return "complaint";
  if (event !== "failed") return null;
  return severity === "permanent" ? "hard" : "soft";
}

function requireSigned(
  { timestamp, token, signature }: { timestamp: string; token: string; signature: string },
  signingKey: string,
): void {
  const expected = createHmac("sha256", signingKey).update(timestamp).update(token).digest();
  const given = Buffer.from(signature, "hex");
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new ForgedBounceError("It is not signed with Mailgun's signing key.");
}
