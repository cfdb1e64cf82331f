import { readFileSync } from "node:fs";
import { blend, type Color, displayable, interpolate, parse, round, rgb, wcagContrast } from "culori";
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
    [...declarations.matchAll(/--([\w-]+): ([^;]+);/g)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]),
  );
}

const sheet = readTokenSheet(css);
const tokens = { light: readTokens(sheet.light), dark: readTokens(sheet.dark) };

/** The colour as a screen shows it: in sRGB, 8 bits a channel. */
const toScreen = (color: Color) => {
  const eightBit = round(8);
  const { r, g, b } = rgb(color);
  const step = (channel: number) => Math.round(eightBit(channel) * 255) / 255;
  return { mode: "rgb" as const, r: step(r), g: step(g), b: step(b) };
};

/** Reads a token, `A 10% on B` (a see-through tint) or `A + 12% B` (mixed in OKLab). */
function colorOf(theme: Theme, name: string): Color {
  const tint = /^(.+) (\d+)% on (.+)$/.exec(name);
  if (tint) {
    const [, over = "", percent, under = ""] = tint;
    const top = { ...rgb(colorOf(theme, over)), alpha: Number(percent) / 100 };
    return toScreen(blend([colorOf(theme, under), top]));
  }
  const mix = /^(.+) \+ (\d+)% (.+)$/.exec(name);
  if (mix) {
    const [, base = "", percent, added = ""] = mix;
    const between = interpolate([colorOf(theme, base), colorOf(theme, added)], "oklab");
    return toScreen(between(Number(percent) / 100));
  }
  const color = parse(tokens[theme].get(name) ?? "");
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
const selected = planes.map((plane) => `primary 10% on ${plane}`);
const destructiveTints = {
  light: planes.map((plane) => `destructive 10% on ${plane}`),
  dark: planes.map((plane) => `destructive 16% on ${plane}`),
};

console.log(JSON.stringify(themes.map((t)=>({
  fg: worstRatio(t,"foreground",surfaces), fgAll: worstRatio(t,"foreground",[...surfaces,"sidebar-accent"]),
  sec: worstRatio(t,"secondary-foreground",["secondary"]),
  muted: worstRatio(t,"muted-foreground",[...surfaces,...tints]), mutedSb: worstRatio(t,"muted-foreground",[...surfaces,"sidebar-accent",...tints]),
  selFg: worstRatio(t,"foreground",selected), selMuted: worstRatio(t,"muted-foreground",selected),
  selMarks: Math.min(...statuses.map(s=>worstRatio(t,`status-${s}`,selected))),
  primText: worstRatio(t,"primary",surfaces), primOn: worstRatio(t,"primary-foreground",["primary"]),
  primHover: worstRatio(t,"primary-foreground",[`primary + ${t==="light"?12:15}% foreground`]),
  dText: worstRatio(t,"destructive",surfaces), dOn: worstRatio(t,"destructive-foreground",["destructive"]), dTint: worstRatio(t,"destructive",destructiveTints[t]),
  border: worstRatio(t,"border",["card"]), borderbg: worstRatio(t,"border",["background"]), input: worstRatio(t,"input",planes), inputS: worstRatio(t,"input",surfaces), ring: worstRatio(t,"ring",surfaces), ringsb: worstRatio(t,"ring",[...surfaces,"sidebar-accent"]),
  sb: worstRatio(t,"sidebar-foreground",["sidebar","sidebar-accent"]), sbA: worstRatio(t,"sidebar-accent-foreground",["sidebar-accent"]),
  sbs: worstRatio(t,"sidebar-foreground",["sidebar"]),
  charts: [1,2,3,4,5].map(n=>worstRatio(t,`chart-${n}`,planes)),
  st: statuses.map(s=>[s, worstRatio(t,`status-${s}`,[...surfaces,`status-${s}-muted`]), worstRatio(t,`status-${s}-foreground`,[`status-${s}`]), worstRatio(t,`status-${s}-muted-foreground`,[...surfaces,`status-${s}-muted`])]),
})),null,1));
test("x",()=>{});
