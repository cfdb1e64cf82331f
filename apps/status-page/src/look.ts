import type { SnapshotPage } from "@fanal/contract/snapshot";
import type { PageLook } from "@fanal/domain";

/** Corner radius of cards; what is inside of them follows. */
const radii: Record<PageLook["radius"], string> = {
  none: "0",
  small: "4.8px",
  medium: "11.2px",
  large: "18px",
};

const widths: Record<PageLook["width"], string> = { narrow: "50rem", wide: "68rem" };

/** What a page's look says in CSS, and then the operator's own CSS; empty for a page that looks as Fanal does. */
export function lookStyle({ look, customCss }: Pick<SnapshotPage, "look" | "customCss">): string {
  const rules = [
    look.radius === "medium" ? "" : `--card-radius:${radii[look.radius]};`,
    look.width === "narrow" ? "" : `--page-width:${widths[look.width]};`,
    look.accent === null ? "" : `--primary:${look.accent};--ring:${look.accent};`,
  ].join("");
  return (rules && `:root{${rules}}`) + harmless(customCss);
}

/** CSS that cannot end its element: `<` is written as CSS's own escape. What it may load is the policy's to say. */
function harmless(css: string): string {
  return css.replace(/<(?=[/!])/g, "\\3c ");
}
