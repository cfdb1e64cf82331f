import fc from "fast-check";
import { expect, test } from "vitest";
import { CannotOpenError, createSecretBox, type SealedPlace } from "./secret-box.ts";

const first = "the first secret of an installation, long";
const second = "the second secret of an installation, long";
const box = createSecretBox({ present: first, earlier: [] });
const place: SealedPlace = {
  column: "sso_provider.oidc_config",
  rowId: "0197a1c0-0000-7000-8000-000000000001",
};

test("what was sealed opens where it stands, is another each time, and shows nothing of the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.uuid(), (text, rowId) => {
      const there = { ...place, rowId };
      const sealed = box.seal(text, there);
      expect(box.open(sealed, there)).toBe(text);
      expect(box.seal(text, there)).not.toBe(sealed);
      if (text.length > 8) expect(sealed).not.toContain(Buffer.from(text).toString("base64url"));
    }),
  );
});

test("a sealed text of which anything was altered does not open", () => {
  const sealed = box.seal('{"clientSecret":"lantern"}', place);
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.constantFrom(..."Ab0-_.$x"), (at, letter) => {
      fc.pre(sealed[at] !== letter);
      const altered = sealed.slice(0, at) + letter + sealed.slice(at + 1);
      // The last letter of Base64 carries bits that mean nothing.
      fc.pre(!hasSameBytes(altered, sealed));
      expect(() => box.open(altered, place)).toThrow(CannotOpenError);
    }),
  );
  for (const cut of [0, 1, 20, sealed.length - 1])
    expect(() => box.open(sealed.slice(0, cut), place), sealed.slice(0, cut)).toThrow(CannotOpenError);
});

test("a sealed text opens in no other row and in no other column", () => {
  const sealed = box.seal("lantern", place);
  for (const elsewhere of [
    { ...place, rowId: "0197a1c0-0000-7000-8000-000000000002" },
    { ...place, column: "sso_provider.saml_config" as const },
  ])
    expect(() => box.open(sealed, elsewhere)).toThrow(/was altered, or belongs elsewhere/);
});

test("an earlier secret still opens, and who lacks it is told which setting to mend", () => {
  const sealed = box.seal("lantern", place);
  const rotated = createSecretBox({ present: second, earlier: [first] });
  expect(rotated.open(sealed, place)).toBe("lantern");
  expect([box.isPresent(sealed), rotated.isPresent(sealed)]).toEqual([true, false]);

  const anew = rotated.seal("lantern", place);
  const forgetful = createSecretBox({ present: second, earlier: [] });
  expect(forgetful.open(anew, place)).toBe("lantern");
  expect(() => forgetful.open(sealed, place)).toThrow(/FANAL_SECRET_PREVIOUS/);
});

test("what never was sealed is not taken for a text", () => {
  for (const given of ["", "lantern", '{"clientSecret":"lantern"}', "$ba$1$abcdef"])
    expect(() => box.open(given, place)).toThrow(/nothing that was sealed/);
});

function hasSameBytes(one: string, other: string): boolean {
  const parts = [one, other].map((sealed) => sealed.split("."));
  const [a = [], b = []] = parts;
  return (
    a.length === b.length &&
    a.every((part, index) => {
      const same = b[index] ?? "";
      return index < 2
        ? part === same
        : Buffer.from(part, "base64url").equals(Buffer.from(same, "base64url"));
    })
  );
}
