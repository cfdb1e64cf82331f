import { expect, test } from "vitest";
import { makeInvitationToken, readInvitationToken } from "./invitation-token.ts";

test("both links of an invitation lead to it, and only the mailed one proves the address", () => {
  const { mailed, copied, hash } = makeInvitationToken();
  const proofs = (token: string) =>
    readInvitationToken(token).flatMap((one) => (one.hash === hash ? one.provesAddress : []));
  expect(proofs(mailed)).toEqual([true]);
  expect(proofs(copied)).toEqual([false]);
  expect(proofs(hash)).toEqual([]);
  expect(proofs("")).toEqual([]);
});

test("a link carries 256 random bits", () => {
  const made = Array.from({ length: 100 }, makeInvitationToken);
  for (const { mailed } of made) expect(Buffer.from(mailed, "base64url")).toHaveLength(32);
  expect(new Set(made.map(({ mailed }) => mailed)).size).toBe(100);
});
