import { createHash } from "node:crypto";
import type { Database } from "@fanal/database";
import { newId, subscribers } from "@fanal/database/schema";
import { type Channel, everything } from "@fanal/domain";
import { createSecretBox } from "../secret-box.ts";

/** Of `testConfig`. */
const box = createSecretBox({ present: "a secret for tests only, 32 characters", earlier: [] });

export const webhookSecret = `whsec_${Buffer.from("a secret for tests only").toString("base64")}`;
export const previousWebhookSecret = `whsec_${Buffer.from("the secret before that").toString("base64")}`;

/** A subscriber with an endpoint, as if its owner had confirmed it; its id. */
export async function subscribeEndpoint(
  database: Database,
  { organizationId, pageId }: { organizationId: string; pageId: string },
  { channel, url, rotatedUntil = null }: { channel: Channel; url: string; rotatedUntil?: Date | null },
): Promise<string> {
  const id = newId();
  const seal = (text: string, column: "endpoint" | "secret" | "previous_secret") =>
    box.seal(text, { column: `subscriber.${column}`, rowId: id });
  const now = new Date();
  await database.db.insert(subscribers).values({
    organizationId,
    id,
    pageId,
    channel,
    address: url,
    addressKey: createHash("sha256").update(url).digest("base64url"),
    endpoint: seal(url, "endpoint"),
    secret: channel === "webhook" ? seal(webhookSecret, "secret") : null,
    previousSecret: rotatedUntil === null ? null : seal(previousWebhookSecret, "previous_secret"),
    previousSecretEndsAt: rotatedUntil,
    state: "active",
    choices: everything,
    language: "en",
    addedBy: "visitor",
    confirmedAt: now,
    createdAt: now,
    updatedAt: now,
  });
  return id;
}
