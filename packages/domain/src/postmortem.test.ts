import fc from "fast-check";
import { expect, test } from "vitest";
import { publishPostmortem } from "./postmortem.ts";

const noon = new Date("2026-03-01T12:00:00Z");
const anyText = fc.string({ minLength: 1 });

test("visitors see what the draft says, since its first edition", () => {
  fc.assert(
    fc.property(
      anyText,
      fc.option(anyText),
      fc.option(fc.date({ noInvalidDate: true })),
      (draft, message, publishedAt) => {
        expect(publishPostmortem({ draft, message, publishedAt }, noon)).toEqual({
          draft,
          message: draft,
          publishedAt: publishedAt ?? noon,
        });
      },
    ),
  );
});

test("one that says nothing is not published", () => {
  expect(publishPostmortem({ draft: "", message: "Old", publishedAt: noon }, noon)).toMatchObject({
    refusal: "postmortem.is_empty",
  });
});
