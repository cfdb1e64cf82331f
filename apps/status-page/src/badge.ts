import type { Snapshot } from "@fanal/contract/snapshot";
import { statusLooks } from "@fanal/ui/lib/status";
import { statusHex } from "@fanal/ui/lib/status-svg";
import { escaped } from "./escaped.ts";
import { headlineText, pageStatus } from "./headline.tsx";
import type { BadgeOptions } from "./renderer.ts";
import type { Words } from "./words.tsx";

const height = 20;
const padding = 6;
const markSize = 12;

/**
 * The headline as a small picture: the label on a dark field, then the mark and the words on a field in the colour of the
 * status. Texts are given their width, so that a reader's font cannot break it.
 */
export function badge(words: Words, snapshot: Snapshot, { style, label }: BadgeOptions): string {
  const status = pageStatus(snapshot);
  const message =
    snapshot.headline.total === 0 ? words.text("breadth.none") : headlineText(words, snapshot.headline);
  const name = cut(label ?? snapshot.page.name);
  const left = name === "" ? 0 : widthOf(name) + 2 * padding;
  const right = markSize + widthOf(message) + 3 * padding - 2;
  const { mark, foreground } = statusHex[status];
  const { shape, glyph } = statusLooks[status];
  const isPlain = style === "plain";
  const ink = isPlain ? mark : foreground;
  const signColour = isPlain ? mark : foreground;
  const glyphColour = isPlain ? foreground : mark;
  const text = (content: string, at: number, fill: string) =>
    `<text x="${at}" y="14" fill="${fill}" textLength="${widthOf(content)}" lengthAdjust="spacingAndGlyphs">${escaped(content)}</text>`;
  const sign =
    status === "unknown"
      ? `<path d="${shape}" fill="none" stroke="${signColour}" stroke-width="1.6" stroke-dasharray="2.5 1.5" pathLength="32"/>`
      : `<path d="${shape}" fill="${signColour}"/><path d="${glyph}" fill="none" stroke="${glyphColour}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>`;
  const fields = isPlain
    ? ""
    : `<clipPath id="c"><rect width="${left + right}" height="${height}" rx="${style === "flat" ? 4 : 0}"/></clipPath><g clip-path="url(#c)"><path fill="#3f3f46" d="M0 0h${left}v${height}H0z"/><path fill="${mark}" d="M${left} 0h${right}v${height}H${left}z"/></g>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${height}" viewBox="0 0 ${left + right} ${height}" role="img" lang="${words.language}">`,
    `<title>${escaped(name === "" ? message : `${name}: ${message}`)}</title>`,
    fields,
    `<g font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">`,
    name === "" ? "" : text(name, padding, isPlain ? "#71717a" : "#fff"),
    `<svg x="${left + padding - 1}" y="${(height - markSize) / 2}" width="${markSize}" height="${markSize}" viewBox="0 0 16 16">${sign}</svg>`,
    text(message, left + markSize + 2 * padding - 2, ink),
    "</g></svg>",
  ].join("");
}

const mostLetters = 60;

function cut(text: string): string {
  const letters = [...text.replaceAll(/[\p{Cc}\p{Cf}]/gu, "").trim()];
  return letters.length <= mostLetters ? letters.join("") : `${letters.slice(0, mostLetters - 1).join("")}…`;
}

/** Width in pixels of a text in 11 px Verdana, near enough to be forced. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) {
    if (/[\u1100-\ud7af\uf900-\ufaff\uff00-\uff60\p{Extended_Pictographic}]/u.test(letter)) width += 11.5;
    else if (/[ijl.,:;'|![\]()ftI]/.test(letter)) width += 4.2;
    else if (/[mwMW@%]/.test(letter)) width += 10.4;
    else if (/\p{Lu}/u.test(letter)) width += 7.8;
    else width += 6.7;
  }
  return Math.ceil(width);
}
