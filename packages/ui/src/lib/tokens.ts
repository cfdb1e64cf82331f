type TokenSheet = { light: string; dark: string };

function readRule(css: string, selector: string): string {
  const start = css.indexOf(`${selector} {`);
  const end = css.indexOf("}", start);
  if (start === -1 || end === -1) throw new Error(`tokens.css has no rule ${selector}`);
  return css
    .slice(css.indexOf("{", start) + 1, end)
    .replace(/\s+/g, " ")
    .trim();
}

/** Splits the text of `tokens.css` into the declarations of its two themes. */
export function readTokenSheet(css: string): TokenSheet {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, "");
  return { light: readRule(bare, ":root"), dark: readRule(bare, ".dark") };
}

/**
 * Turns `tokens.css` (import it with `?raw`) into rules for a page that no script themes: light, and dark where the
 * visitor's system asks for it.
 *
 * @param wanted keeps only the custom properties whose name (without `--`) it accepts; all by default.
 */
export function systemThemeCss(css: string, wanted?: (name: string) => boolean): string {
  const { light, dark } = readTokenSheet(css);
  const keep = (declarations: string) =>
    declarations
      .split(/;\s*/)
      .filter((line) => line !== "")
      .filter((line) => !line.startsWith("--") || (wanted?.(line.slice(2, line.indexOf(":"))) ?? true))
      .join(";");
  return `:root{${keep(light)}}@media (prefers-color-scheme:dark){:root{${keep(dark)}}}`;
}
