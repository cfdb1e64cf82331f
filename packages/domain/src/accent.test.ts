import { readFileSync } from "node:fs";
import { converter, interpolate, parse, rgb, wcagContrast, wcagLuminance } from "culori";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accentOf } from "./accent.ts";

const css = readFileSync(new URL("../../ui/src/styles/tokens.css", import.meta.url), "utf8");
const [light = "", dark = ""] = css.split(".dark {");
const themes = { light: tokensOf(light), dark: tokensOf(dark) };
const themeNames = ["light", "dark"] as const;
const oklch = converter("oklch");

/** What text of a page stands on. */
const surfaces = Object.keys(themes.light).filter(
  (name) =>
    /^(background|card|popover|secondary|muted|accent)$/.test(name) || /^status-\w+-muted$/.test(name),
);

const anyColor = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`);

describe.for(themeNames)("in the %s theme", (theme) => {
  const worst = (color: string) =>
    Math.min(...surfaces.map((surface) => wcagContrast(color, screenColor(themes[theme][surface]))));

  test("there are surfaces to stand on", () => expect(surfaces).toHaveLength(12));

  test("any accent can be read as text on every surface", () => {
    fc.assert(
      fc.property(anyColor, (chosen) => {
        expect(worst(accentOf(chosen)[theme].color)).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 2_000, examples: corners },
    );
  });

  test("text can be read on any accent, also under the pointer", () => {
    const text = screenColor(themes[theme]["primary-foreground"]);
    const added = Number(/foreground\) (\d+)%/.exec(themes[theme]["primary-hover"] ?? "")?.[1]) / 100;
    const foreground = parse(themes[theme].foreground ?? "") ?? "";
    fc.assert(
      fc.property(anyColor, (chosen) => {
        const { color } = accentOf(chosen)[theme];
        const hovered = interpolate([color, foreground], "oklab")(added);
        expect(wcagContrast(color, text)).toBeGreaterThanOrEqual(4.5);
        expect(wcagContrast(hovered, text)).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 2_000, examples: corners },
    );
  });

  test("a colour that can be read stays as it was chosen, and says so", () => {
    fc.assert(
      fc.property(anyColor, (chosen) => {
        const { color, isMoved } = accentOf(chosen)[theme];
        expect(isMoved).toBe(color !== chosen);
        // Within what the rounding of the surfaces' own colours leaves open.
        if (worst(chosen) > 4.51) expect(isMoved).toBe(false);
        if (isMoved) expect(worst(chosen)).toBeLessThan(4.51);
      }),
      { numRuns: 2_000, examples: corners },
    );
  });

  test("a colour that is moved keeps its hue, and moves no further than it must", () => {
    fc.assert(
      fc.property(anyColor, (chosen) => {
        const { color, isMoved } = accentOf(chosen)[theme];
        if (!isMoved) return;
        expect(worst(color)).toBeLessThan(4.7);
        const [from, to] = [oklch(chosen), oklch(color)];
        if (from === undefined || to === undefined || from.c < 0.03 || to.c < 0.03) return;
        const turned = Math.abs((from.h ?? 0) - (to.h ?? 0));
        expect(Math.min(turned, 360 - turned)).toBeLessThan(3);
      }),
      { numRuns: 2_000, examples: corners },
    );
  });

  test("what came out is not moved again", () => {
    fc.assert(
      fc.property(anyColor, (chosen) => {
        const { color } = accentOf(chosen)[theme];
        expect(accentOf(color)[theme]).toEqual({ color, isMoved: false });
      }),
    );
  });

  test("the surface that is taken for the hardest is the hardest that the tokens have", () => {
    const luminances = surfaces.map((surface) => wcagLuminance(screenColor(themes[theme][surface])));
    const hardest = theme === "light" ? Math.min(...luminances) : Math.max(...luminances);
    const edge = theme === "light" ? (hardest + 0.05) / 4.5 - 0.05 : (hardest + 0.05) * 4.5 - 0.05;
    // Greys on both sides of the edge: the darker or lighter one stays, its neighbour moves.
    const greys = Array.from(
      { length: 256 },
      (_, value) => `#${value.toString(16).padStart(2, "0").repeat(3)}`,
    );
    const stay = greys.filter((grey) => !accentOf(grey)[theme].isMoved);
    const readable = greys.filter((grey) =>
      theme === "light" ? wcagLuminance(grey) <= edge : wcagLuminance(grey) >= edge,
    );
    expect(stay).toEqual(readable);
  });
});

test("a capital letter in a colour makes no other colour", () => {
  expect(accentOf("#5B4BD6")).toEqual(accentOf("#5b4bd6"));
});

const corners: [string][] = ["#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#ffff00", "#00ffff"].map(
  (color) => [color],
);

function tokensOf(declarations: string): Record<string, string | undefined> {
  return Object.fromEntries(
    [...declarations.matchAll(/--([\w-]+): ([^;]+);/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

/** As a screen shows it: in sRGB, 8 bits a channel. */
function screenColor(value: string | undefined) {
  const color = rgb(parse(value ?? ""));
  if (color === undefined) throw new Error(`${value} is no colour`);
  const step = (channel: number) => Math.round(channel * 255) / 255;
  return { mode: "rgb" as const, r: step(color.r), g: step(color.g), b: step(color.b) };
}
