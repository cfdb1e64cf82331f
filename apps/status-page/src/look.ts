import type { SnapshotPage } from "@fanal/contract/snapshot";
import { accentOf, type PageLook } from "@fanal/domain";

/** Corner radius of cards, and of the controls inside of them. */
const radii: Record<PageLook["radius"], { card: string; control: string }> = {
  none: { card: "0", control: "0" },
  small: { card: "4.8px", control: "3.2px" },
  medium: { card: "11.2px", control: "6.4px" },
  large: { card: "18px", control: "10px" },
};

const widths: Record<PageLook["width"], string> = { narrow: "50rem", wide: "68rem" };

/** What a page's look says in CSS, and then the operator's own CSS; empty for a page that looks as Fanal does. */
export function lookStyle({ look, customCss }: Pick<SnapshotPage, "look" | "customCss">): string {
  const rules = [
    look.radius === "medium" ? "" : radiusRules(radii[look.radius]),
    look.width === "narrow" ? "" : `--page-width:${widths[look.width]};`,
  ].join("");
  return (rules && `:root{${rules}}`) + accentStyle(look.accent) + harmless(customCss);
}

function radiusRules({ card, control }: { card: string; control: string }): string {
  return `--card-radius:${card};--control-radius:${control};`;
}

/** The accent as it can be read in each theme, chosen or the system's. Paper is light. */
function accentStyle(accent: string | null): string {
  if (accent === null) return "";
  const { light, dark } = accentOf(accent);
  const set = (color: string) => `{--primary:${color};--ring:${color}}`;
  return [
    `:root${set(light.color)}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light])${set(dark.color)}}`,
    `@media screen{:root[data-theme=dark]${set(dark.color)}}`,
  ].join("");
}

/** CSS that cannot end its element: `<` is written as CSS's own escape. What it may load is the policy's to say. */
function harmless(css: string): string {
  return css.replace(/<(?=[/!])/g, "\\3c ");
}
