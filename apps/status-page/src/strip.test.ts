import fc from "fast-check";
import { expect, test } from "vitest";
import { runLengths, stripSvg } from "./strip.ts";

const anyDays = fc.array(fc.constantFrom("-", "o", "u", "d", "p", "m"), { minLength: 1, maxLength: 90 });

test("ninety good days are one path", () => {
  expect(stripSvg("o".repeat(90))).toBe(
    '<svg viewBox="0 0 720 24" preserveAspectRatio="none" aria-hidden="true"><path class="o" d="M2 12h716"/></svg>',
  );
});

test("a day is as high as it was bad, from the base; planned work is a line of its own; no data is a stub", () => {
  expect(stripSvg("odpmu-")).toBe(
    '<svg viewBox="0 0 48 24" preserveAspectRatio="none" aria-hidden="true"><path class="o" d="M2 12h4"/><path class="d" d="M10 19h4"/><path class="p" d="M18 15.5h4"/><path class="m" d="M26 12h4"/><path class="u" d="M36 0v24"/><path class="n" d="M42 22.5h4"/></svg>',
  );
});

test("every day is drawn once, at its place, by the path of its status", () => {
  fc.assert(
    fc.property(anyDays, (letters) => {
      const days = letters.join("");
      expect(drawnDays(stripSvg(days), days.length)).toBe(days);
    }),
  );
});

test("the run lengths say the same days", () => {
  fc.assert(
    fc.property(anyDays, (letters) => {
      const written = runLengths(letters.join(""));
      expect(
        written.replaceAll(/(\D)(\d+)/g, (_, letter: string, count) => letter.repeat(Number(count))),
      ).toBe(letters.join(""));
    }),
  );
});

/** The letters of the days, read from the paths. */
function drawnDays(svg: string, count: number): string {
  const days = Array.from({ length: count }, () => "");
  for (const [, letter = "", path = ""] of svg.matchAll(/class="(\w)" d="([^"]*)"/g)) {
    for (const [, x = "", direction, length = ""] of path.matchAll(/M(\d+) [\d.]+([hv])(\d+)/g)) {
      const first = Math.floor(Number(x) / 8);
      const many = direction === "v" ? 1 : (Number(length) + 4) / 8;
      for (let index = first; index < first + many; index++) days[index] += letter === "n" ? "-" : letter;
    }
  }
  return days.join("");
}
