import { createHash } from "node:crypto";
import { connect } from "@fanal/database";
import { newId, subscribers } from "@fanal/database/schema";
import { type Channel, everything } from "@fanal/domain";
import { createSecretBox } from "@fanal/server/secret-box";

/** Of `testConfig`, and of servers that tests start as processes. */
export const testSecret = "a secret for tests only, 32 characters";
const box = createSecretBox({ present: testSecret, earlier: [] });

export const webhookSecret = `whsec_${Buffer.from("a secret for tests only").toString("base64")}`;
export const previousWebhookSecret = `whsec_${Buffer.from("the secret before that").toString("base64")}`;

export interface TestSubscriber {
  channel: Channel;
  /** An e-mail address, or where an endpoint is. */
  address: string;
  /** Of a webhook: until when the secret before counts too. */
  rotatedUntil?: Date;
}

const atOnce = 1_000;

/** Subscribers who have confirmed, as many as a test needs; their ids. */
export async function subscribeAll(
  databaseUrl: string,
  { organizationId, pageId }: { organizationId: string; pageId: string },
  all: readonly TestSubscriber[],
): Promise<string[]> {
  await using database = connect({
    url: databaseUrl,
    role: null,
    maxConnections: 1,
    name: "fanal test",
    onError: () => {},
  });
  const rows = all.map((one) => ({ organizationId, pageId, ...rowOf(one) }));
  for (let at = 0; at < rows.length; at += atOnce)
    await database.db.insert(subscribers).values(rows.slice(at, at + atOnce));
  return rows.map(({ id }) => id);
}

function rowOf({ channel, address, rotatedUntil }: TestSubscriber) {
  const id = newId();
  const seal = (text: string, column: "endpoint" | "secret" | "previous_secret") =>
    box.seal(text, { column: `subscriber.${column}`, rowId: id });
  const isSigned = channel === "webhook";
  const now = new Date();
  return {
    id,
    channel,
    address,
    addressKey: channel === "email" ? address : createHash("sha256").update(address).digest("base64url"),
    endpoint: channel === "email" ? null : seal(address, "endpoint"),
    secret: isSigned ? seal(webhookSecret, "secret") : null,
    previousSecret: rotatedUntil === undefined ? null : seal(previousWebhookSecret, "previous_secret"),
    previousSecretEndsAt: rotatedUntil ?? null,
    state: "active" as const,
    choices: everything,
    language: "en" as const,
    addedBy: "operator" as const,
    confirmedAt: now,
    createdAt: now,
    updatedAt: now,
  };
}
