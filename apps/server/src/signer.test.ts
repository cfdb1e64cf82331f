import { expect, test } from "vitest";
import { createSigner, signatureLength } from "./signer.ts";

const [former, present] = [
  "a former secret of thirty-two characters",
  "a secret for tests only, 32 characters",
];
const signer = createSigner({ present, earlier: [former] });

test("what was signed counts for what it was signed for, and for nothing else", () => {
  const signature = signer.sign("subscription", ["page", "subscriber"]);
  expect(signature).toMatch(new RegExp(`^[\\w-]{${signatureLength}}$`));
  expect(signer.isSigned("subscription", ["page", "subscriber"], signature)).toBe(true);
  expect(signer.isSigned("confirmation", ["page", "subscriber"], signature)).toBe(false);
  expect(signer.isSigned("subscription", ["pages", "ubscriber"], signature)).toBe(false);
  expect(signer.isSigned("subscription", ["page", "another"], signature)).toBe(false);
});

test("an earlier secret still counts, but nothing is signed with it; one that is gone counts no more", () => {
  const before = createSigner({ present: former, earlier: [] });
  const signature = before.sign("subscription", ["page"]);
  expect(signer.isSigned("subscription", ["page"], signature)).toBe(true);
  expect(signer.sign("subscription", ["page"])).not.toBe(signature);
  expect(createSigner({ present, earlier: [] }).isSigned("subscription", ["page"], signature)).toBe(false);
});

test("a signature is spelled in one way", () => {
  const signature = signer.sign("subscription", ["page"]);
  const spellings = [
    `${signature}=`,
    ` ${signature}`,
    signature.replaceAll("-", "+").replaceAll("_", "/").concat("\n"),
    signature.toLowerCase(),
    signature.slice(0, -1),
    `${signature}AAAA`,
    "",
  ];
  for (const spelling of spellings.filter((one) => one !== signature))
    expect(signer.isSigned("subscription", ["page"], spelling), spelling).toBe(false);
});
