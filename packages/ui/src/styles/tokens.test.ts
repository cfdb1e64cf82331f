import { readFileSync } from "node:fs";
import { blend, type Color, formatHex, interpolate, parse, rgb, wcagContrast } from "culori";
import { describe, expect, test } from "vitest";
import { themeColors } from "../hooks/use-theme.ts";
import { statusLooks } from "../lib/status.ts";
import { statusHex } from "../lib/status-svg.ts";
import { readTokenSheet, systemThemeCss } from "../lib/tokens.ts";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const globals = readFileSync(new URL("./globals.css", import.meta.url), "utf8");
const themes = ["light", "dark"] as const;
type Theme = (typeof themes)[number];

function readTokens(declarations: string): Map<string, string> {
  return new Map(
    [...declarations.matchAll(/--([\w-]+): ([^;]+);/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

const sheet = readTokenSheet(css);
const tokens = { light: readTokens(sheet.light), dark: readTokens(sheet.dark) };

/** The colour as a screen shows it: in sRGB, 8 bits a channel. */
const toScreen = (color: Color) => {
  const { r, g, b } = rgb(color);
  const step = (channel: number) => Math.round(channel * 255) / 255;
  return { mode: "rgb" as const, r: step(r), g: step(g), b: step(b) };
};

/** Reads a token, or `A 10% on B`: a see-through tint of A over B. See-through tokens are laid on the card. */
function colorOf(theme: Theme, name: string): Color {
  const tint = /^(.+) (\d+)% on (.+)$/.exec(name);
  if (tint) {
    const [, over = "", percent, under = ""] = tint;
    const top = { ...rgb(colorOf(theme, over)), alpha: Number(percent) / 100 };
    return toScreen(blend([colorOf(theme, under), top]));
  }
  const value = tokens[theme].get(name) ?? "";
  const mix = /^color-mix\(in oklab, var\(--(.+)\) (\d+)%, var\(--(.+)\)\)$/.exec(value);
  if (mix) {
    const [, added = "", percent, base = ""] = mix;
    const between = interpolate([colorOf(theme, base), colorOf(theme, added)], "oklab");
    return toScreen(between(Number(percent) / 100));
  }
  const color = parse(value);
  if (!color) throw new Error(`${theme} has no colour --${name}`);
  if ((color.alpha ?? 1) === 1) return toScreen(color);
  return toScreen(blend([colorOf(theme, "card"), rgb(color)]));
}

const worstRatio = (theme: Theme, mark: string, grounds: readonly string[]) =>
  Math.min(...grounds.map((ground) => wcagContrast(colorOf(theme, mark), colorOf(theme, ground))));

const planes = ["background", "card", "popover"];
const surfaces = [...planes, "secondary", "muted", "accent", "sidebar"];
const statuses = ["operational", "maintenance", "degraded", "partial", "major", "unknown"] as const;
const tints = statuses.map((status) => `status-${status}-muted`);
const tinted = (name: string, percent: number) => planes.map((plane) => `${name} ${percent}% on ${plane}`);
const selected = tinted("primary", 10);

type Pair = { mark: string; on: string[]; ground: string; light: number; dark: number };
const pair = (mark: string, ground: string, on: string[], light: number, dark: number): Pair => ({
  mark,
  ground,
  on,
  light,
  dark,
});

const pairs: Pair[] = [
  pair("foreground", "every surface", surfaces, 14.86, 13.05),
  pair("card-foreground", "card", ["card"], 14.86, 13.05),
  pair("popover-foreground", "popover", ["popover"], 14.86, 13.05),
  pair("accent-foreground", "accent", ["accent"], 14.86, 13.05),
  pair("foreground", "a selected row", selected, 15.11, 12.1),
  pair("secondary-foreground", "secondary", ["secondary"], 13.22, 12.2),
  pair("muted-foreground", "every surface and tint", [...surfaces, ...tints, "sidebar-accent"], 4.85, 5.45),
  pair("muted-foreground", "a selected row", selected, 5.07, 5.43),
  pair("primary", "every surface", surfaces, 5.38, 6.13),
  pair("primary-foreground", "primary", ["primary"], 6.13, 7.77),
  pair("primary-foreground", "primary under the pointer", ["primary-hover"], 7, 8.82),
  pair("destructive", "every surface", surfaces, 4.66, 5.26),
  pair("destructive-foreground", "destructive", ["destructive"], 5.34, 6.79),
  pair("destructive-foreground", "destructive under the pointer", ["destructive-hover"], 4.5, 4.5),
  pair("input", "every plane and muted", [...planes, "muted"], 3.2, 3.44),
  pair("ring", "every surface", [...surfaces, "sidebar-accent"], 4.15, 4.92),
  pair("sidebar-foreground", "the sidebar", ["sidebar", "sidebar-accent"], 9.03, 8.67),
  pair("sidebar-accent-foreground", "sidebar-accent", ["sidebar-accent"], 14.46, 14.25),
  pair("sidebar-primary", "the sidebar", ["sidebar", "sidebar-accent"], 4.5, 4.5),
  pair("sidebar-primary-foreground", "sidebar-primary", ["sidebar-primary"], 6.13, 7.77),
  pair("sidebar-ring", "the sidebar", ["sidebar", "sidebar-accent"], 4.15, 4.92),
  pair("chart-1", "page and card", ["background", "card"], 5.31, 7.23),
  pair("chart-2", "page and card", ["background", "card"], 3.48, 8.47),
  pair("chart-3", "page and card", ["background", "card"], 5.12, 6.08),
  pair("chart-4", "page and card", ["background", "card"], 8.61, 4.04),
  pair("chart-5", "page and card", ["background", "card"], 3.65, 5.61),
];

/** Light: mark, text on the mark, text on its tint; then dark the same. */
const statusFloors: Record<(typeof statuses)[number], number[]> = {
  operational: [3.15, 5.11, 6.88, 6.29, 7.87, 9.06],
  maintenance: [5.11, 5.85, 6.63, 4.61, 6.02, 8.3],
  degraded: [3.05, 5.32, 6.37, 8.41, 10.58, 9.61],
  partial: [4.23, 4.84, 6.14, 5.9, 7.4, 8.39],
  major: [6.56, 7.47, 6.67, 3.9, 5.15, 7.57],
  unknown: [4.05, 4.62, 5.8, 3.54, 4.73, 6.66],
};

for (const status of statuses) {
  const mark = `status-${status}`;
  const grounds = [...surfaces, `${mark}-muted`];
  const [a = 99, b = 99, c = 99, d = 99, e = 99, f = 99] = statusFloors[status];
  pairs.push(
    pair(mark, "every surface and its tint", grounds, a, d),
    pair(mark, "a selected row", selected, 3.1, 3.28),
    pair(`${mark}-foreground`, "its mark", [mark], b, e),
    pair(`${mark}-muted-foreground`, "every surface and its tint", grounds, c, f),
  );
}

describe.each(themes)("in %s", (theme) => {
  test.each(pairs)("$mark stands out from $ground", ({ mark, on, ...floors }) => {
    expect(worstRatio(theme, mark, on)).toBeGreaterThanOrEqual(floors[theme]);
  });

  test("destructive text is readable on its own tint", () => {
    const grounds = tinted("destructive", theme === "light" ? 10 : 16);
    expect(worstRatio(theme, "destructive", grounds)).toBeGreaterThanOrEqual(4.5);
    expect(tokens[theme].get("destructive-muted")).toContain(theme === "light" ? "10%" : "16%");
  });

  test("every literal colour can be shown by an sRGB screen, to within one of its 255 steps", () => {
    const literal = [...tokens[theme]].filter(([, value]) => value.startsWith("oklch("));
    expect(literal.length).toBeGreaterThan(50);
    const outside = literal.filter(([, value]) => {
      const { r, g, b } = rgb(parse(value)) ?? { r: 9, g: 9, b: 9 };
      return [r, g, b].some((channel) => channel < -1 / 255 || channel > 1 + 1 / 255);
    });
    expect(outside).toEqual([]);
  });

  test("the browser's own bar has the colour of the sidebar", () => {
    expect(themeColors[theme]).toBe(formatHex(colorOf(theme, "sidebar")));
  });
});

const isColor = ([, value = ""]: readonly [string, string]) =>
  value.startsWith("oklch(") || value.startsWith("color-mix(");
const colorNames = (theme: Theme) => [...tokens[theme]].filter(isColor).map(([name]) => name);

test("the tables of docs/design.md have every colour as it is in both themes", () => {
  const design = readFileSync(new URL("../../../../docs/design.md", import.meta.url), "utf8");
  const rows = design.matchAll(/^\| `([\w-]+)` \| `([^`]+)` \| `([^`]+)` \|/gm);
  const told = Array.from(rows, ([, name = "", light, dark]) => [name, { light, dark }] as const);
  const { light, dark } = tokens;
  const had = colorNames("light").map((name) => [name, { light: light.get(name), dark: dark.get(name) }]);
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(had));
});

test("light and dark name the same colours", () => {
  expect(colorNames("dark")).toEqual(colorNames("light"));
});

test("every colour has its utility class", () => {
  const unmapped = colorNames("light").filter(
    (name) => !globals.includes(`--color-${name}: var(--${name});`),
  );
  expect(unmapped).toEqual([]);
});

test("marks outside of a page have the light colours of their tokens", () => {
  for (const { token } of Object.values(statusLooks)) expect(statuses).toContain(token);
  for (const [status, { mark, foreground }] of Object.entries(statusHex)) {
    const look = Object.entries(statusLooks).find(([name]) => name === status)?.[1];
    expect(mark).toBe(formatHex(colorOf("light", `status-${look?.token}`)));
    expect(foreground).toBe(formatHex(colorOf("light", `status-${look?.token}-foreground`)));
  }
});

test("a page without script is light, and dark where the system asks for it", () => {
  const built = systemThemeCss(css, (name) => name === "background");
  expect(built).toBe(
    ":root{color-scheme: light;--background: oklch(1 0 0)}" +
      "@media (prefers-color-scheme:dark){:root{color-scheme: dark;--background: oklch(0.188 0.006 285)}}",
  );
});
