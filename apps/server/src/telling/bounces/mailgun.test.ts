import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ForgedBounceError } from "./bounce.ts";
import { readMailgun } from "./mailgun.ts";

const signingKey = "key-of-mailgun";
const now = new Date("2026-11-26T12:00:00Z");
const timestamp = String(now.getTime() / 1000);
const token = "c2f1".repeat(12);
const failed = {
  event: "failed",
  severity: "permanent",
  timestamp: now.getTime() / 1000,
  recipient: "pia@example.com",
  message: { headers: { "message-id": "1@lumen.example" } },
  "delivery-status": { message: "550 No such mailbox" },
};

/** As Mailgun says: HMAC-SHA256 of the timestamp and the token, one behind the other, in hexadecimal. */
function sign(key: string, text: string): string {
  return createHmac("sha256", key).update(text).digest("hex");
}
const right = { timestamp, token, signature: sign(signingKey, timestamp + token) };

const read = (signature: object, key = signingKey, at = now) =>
  readMailgun(JSON.stringify({ signature, "event-data": failed }), { signingKey: key, now: at });

test("what is signed with the key is read", () => {
  // Of the values above, by another program: printf '%s' 1795694400$token | openssl dgst -sha256 -hmac key-of-mailgun
  expect(right.signature).toBe("4f21af2476ec2112083b45cd2fd3121d305538e24452dedd29a3d8bad16dfc14");
  expect(read(right)).toEqual([
    {
      kind: "hard",
      messageId: "1@lumen.example",
      addresses: ["pia@example.com"],
      reason: "550 No such mailbox",
      at: now,
    },
  ]);
});

describe("refused is", () => {
  const flipped = right.signature.replace(/^./, (first) => (first === "0" ? "1" : "0"));
  const later = String(Number(timestamp) + 1);
  test.each<[string, object, string?]>([
    ["a signature by another key", { ...right, signature: sign("guessed", timestamp + token) }],
    ["a right signature, where another key is set", right, "another"],
    ["a signature with one letter changed", { ...right, signature: flipped }],
    ["the beginning of a signature", { ...right, signature: right.signature.slice(0, 32) }],
    ["no signature", { ...right, signature: "" }],
    ["what is no hexadecimal", { ...right, signature: "z".repeat(64) }],
    ["another timestamp under the same signature", { ...right, timestamp: later }],
    ["another token under the same signature", { ...right, token: `${token}0` }],
    ["a signature of the timestamp alone", { ...right, signature: sign(signingKey, timestamp) }],
    ["a signature of the token alone", { ...right, signature: sign(signingKey, token) }],
  ])("%s", (_, signature, key) => {
    expect(() => read(signature, key)).toThrow(ForgedBounceError);
  });

  test.each([13, -13])("what was signed %i hours ago", (hours) => {
    const at = new Date(now.getTime() + hours * 3_600_000);
    expect(() => read(right, signingKey, at)).toThrow("It was signed too long ago.");
  });
});
