import { expect, test } from "vitest";
import { hashOf, isWellFormedKey, makeKey } from "./key.ts";

test("a key has the shape that scanners for leaked secrets look for, and shows its first characters", () => {
  const { key, prefix } = makeKey();
  expect(key).toMatch(/^fanal_[0-9A-Za-z]{49}$/);
  expect(prefix).toHaveLength(12);
  expect(key.startsWith(prefix)).toBe(true);
});

test("no two keys are alike, and what is kept of a key is not the key", () => {
  const keys = Array.from({ length: 1_000 }, makeKey);
  expect(new Set(keys.map(({ key }) => key)).size).toBe(1_000);
  for (const { key, hash } of keys) {
    expect(hash).toBe(hashOf(key));
    expect(hash).not.toContain(key.slice(6));
  }
});

test("a key with any character mistyped, missing or added is no key", () => {
  const { key } = makeKey();
  expect(isWellFormedKey(key)).toBe(true);
  for (let index = 0; index < key.length; index++) {
    const other = key.charAt(index) === "x" ? "y" : "x";
    expect(isWellFormedKey(`${key.slice(0, index)}${other}${key.slice(index + 1)}`), `${index}`).toBe(false);
  }
  for (const wrong of ["", key.slice(0, -1), `${key}0`, key.slice(0, 12), key.toUpperCase(), ` ${key}`]) {
    expect(isWellFormedKey(wrong), wrong).toBe(false);
  }
});
