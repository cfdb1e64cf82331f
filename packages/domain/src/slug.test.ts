import fc from "fast-check";
import { expect, test } from "vitest";
import { isSlug, reservedSlugs, slugify } from "./slug.ts";

/** Names rich in what makes slugs hard: dashes, spaces and accents, also where a long name is cut. */
const trickyName = fc.string({ unit: fc.constantFrom("a", "7", "-", " ", "É", "ß", "/"), maxLength: 120 });
const anyName = fc.oneof(trickyName, fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }));

test("what is made from a name is a slug or nothing", () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const slug = slugify(name);
      expect(slug === "" || isSlug(slug)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test("a slug is its own slug", () => {
  const word = fc.string({ unit: fc.constantFrom(..."abcxyz0189"), minLength: 2, maxLength: 11 });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
      const slug = words.join("-");
      expect(isSlug(slug)).toBe(true);
      expect(slugify(slug)).toBe(slug);
    }),
  );
});

test.each([
  ["Acme", "acme"],
  ["  Acme Inc.  ", "acme-inc"],
  ["Café Zoë & Søn", "cafe-zoe-son"],
  ["Straße Łódź Æsir", "strasse-lodz-aesir"],
  ["API / v2 -- beta", "api-v2-beta"],
  ["Élan Vitäl", "elan-vital"],
  ["ＡＣＭＥ ①", "acme-1"],
  ["Запуск", ""],
  ["!", ""],
  ["x", ""],
  ["", ""],
])("the name %j becomes %j", (name, slug) => {
  expect(slugify(name)).toBe(slug);
});

test("a long name is cut to 48 characters without a dash at its end", () => {
  expect(slugify("a".repeat(60))).toBe("a".repeat(48));
  expect(slugify(`${"a".repeat(47)} ${"b".repeat(10)}`)).toBe("a".repeat(47));
});

test("2 to 48 characters are a slug", () => {
  expect([1, 2, 48, 49].map((length) => isSlug("a".repeat(length)))).toEqual([false, true, true, false]);
});

test.each([
  "Acme",
  "-acme",
  "acme-",
  "ac--me",
  "ac_me",
  "ac.me",
  "ac me",
  "acmé",
  "acme\n",
  "../etc",
  "xn--acme",
  "01a20738-eb79-70d5-a745-adbc68a99696",
])("%j is no slug", (word) => {
  expect(isSlug(word)).toBe(false);
});

test("words of the product's own addresses are slugs that nobody can have", () => {
  for (const word of [
    "app",
    "api",
    "status",
    "assets",
    "sign-in",
    "sign-up",
    "account",
    "new",
    "healthz",
    "readyz",
  ]) {
    expect(reservedSlugs).toContain(word);
  }
  expect([...reservedSlugs].filter((word) => !isSlug(word))).toEqual([]);
});
