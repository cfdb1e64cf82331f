/** An accent colour as one theme shows it. */
export interface ThemedAccent {
  /** `#rrggbb` */
  color: string;
  /** Whether its lightness had to be moved, since it could not be read as it was chosen. */
  isMoved: boolean;
}

export interface Accent {
  light: ThemedAccent;
  dark: ThemedAccent;
}

/**
 * What an accent becomes in both themes: as text it has a contrast of 4.5 on every surface of the theme, and the
 * theme's own `--primary-foreground` has it on a fill of the accent. Its hue stays; where that is not enough, its
 * lightness moves, by as little as will do.
 *
 * @param color `#rrggbb`
 */
export function accentOf(color: string): Accent {
  return { light: themed(color, "light"), dark: themed(color, "dark") };
}

type Theme = "light" | "dark";
/** Between 0 and 1 each. */
type Rgb = [number, number, number];

interface Oklch {
  l: number;
  c: number;
  /** In radians. */
  h: number;
}

/** Text of at least this contrast can be read (WCAG 2.2, 1.4.3). */
const contrast = 4.5;

/**
 * Luminance of the surface on which text is hardest to read: the darkest one of the light theme (`--accent`) and the
 * lightest one of the dark theme (`--status-degraded-muted`). The test reads the tokens and holds these to them.
 */
const hardestSurface: Record<Theme, number> = { light: 0.84115, dark: 0.025905 };

const step = 0.002;

function themed(color: string, theme: Theme): ThemedAccent {
  if (isReadable(parse(color), theme)) return { color: color.toLowerCase(), isMoved: false };
  const { l, c, h } = toOklch(parse(color));
  const direction = theme === "light" ? -step : step;
  for (let moved = l + direction; moved > 0 && moved < 1; moved += direction) {
    const rgb = toScreen({ l: moved, c, h });
    if (isReadable(rgb, theme)) return { color: format(rgb), isMoved: true };
  }
  // Black on a light surface, and white on a dark one, can be read by everybody.
  return { color: theme === "light" ? "#000000" : "#ffffff", isMoved: true };
}

function isReadable(rgb: Rgb, theme: Theme): boolean {
  const [lighter, darker] =
    theme === "light" ? [hardestSurface.light, luminance(rgb)] : [luminance(rgb), hardestSurface.dark];
  return (lighter + 0.05) / (darker + 0.05) >= contrast;
}

/** Relative luminance as WCAG defines it. */
function luminance(rgb: Rgb): number {
  const [r, g, b] = toLinear(rgb);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function toLinear([r, g, b]: Rgb): Rgb {
  const linear = (channel: number) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  return [linear(r), linear(g), linear(b)];
}

function fromLinear([r, g, b]: Rgb): Rgb {
  const encoded = (channel: number) =>
    channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055;
  return [encoded(r), encoded(g), encoded(b)];
}

/** Numbers as in Björn Ottosson, "A perceptual color space for image processing". */
function toOklch(rgb: Rgb): Oklch {
  const [r, g, b] = toLinear(rgb);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return { l: lightness, c: Math.hypot(a, bb), h: Math.atan2(bb, a) };
}

function toRgb({ l: lightness, c, h }: Oklch): Rgb {
  const a = c * Math.cos(h);
  const b = c * Math.sin(h);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return fromLinear([
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]);
}

/** The nearest colour that a screen can show: less of the hue, never another hue. */
function toScreen(color: Oklch): Rgb {
  let shown = 0;
  let tooMuch = color.c;
  if (isOnScreen(toRgb(color))) shown = tooMuch;
  while (tooMuch - shown > 0.0005) {
    const middle = (shown + tooMuch) / 2;
    if (isOnScreen(toRgb({ ...color, c: middle }))) shown = middle;
    else tooMuch = middle;
  }
  const [r, g, b] = toRgb({ ...color, c: shown });
  return [toEighth(r), toEighth(g), toEighth(b)];
}

function isOnScreen(rgb: Rgb): boolean {
  return rgb.every((channel) => channel >= -0.0001 && channel <= 1.0001);
}

/** As 8 bits hold it, so that what is judged is what is shown. */
function toEighth(channel: number): number {
  return Math.round(Math.min(1, Math.max(0, channel)) * 255) / 255;
}

function parse(color: string): Rgb {
  const number = Number.parseInt(color.slice(1), 16);
  return [(number >> 16) / 255, ((number >> 8) & 255) / 255, (number & 255) / 255];
}

function format(rgb: Rgb): string {
  return `#${rgb
    .map((channel) =>
      Math.round(channel * 255)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}
