/**
 * The design tokens that a style sheet uses, as plain CSS: light by default, dark when the visitor's system is or when
 * they chose it (`data-theme` on the root element). Paper is always light.
 * The rest of the theme would be dead weight on every page.
 *
 * @param tokens the theme's `tokens.css`: one `:root` rule and one `.dark` rule
 * @param also names of further tokens, used outside of the style
 * @throws when the style names a token that the theme does not have
 */
export function usedTokens(tokens: string, style: string, also: readonly string[] = []): string {
  const light = declarations(tokens, ":root");
  const dark = declarations(tokens, ".dark");
  const own = new Set([...style.matchAll(/(--[\w-]+)\s*:/g)].map((match) => match[1]));
  const names = new Set<string>();
  const collect = (text: string) => {
    for (const [, name = ""] of text.matchAll(/var\((--[\w-]+)/g)) {
      const value = light.get(name);
      if (value === undefined && !own.has(name)) throw new Error(`The theme has no token ${name}.`);
      if (value === undefined || names.has(name)) continue;
      names.add(name);
      collect(`${value} ${dark.get(name) ?? ""}`);
    }
  };
  collect(style);
  for (const name of also) collect(`var(${name})`);
  const darkTokens = pick(dark, names);
  return [
    `:root{color-scheme:light dark;${pick(light, names)}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){${darkTokens}}}`,
    `@media screen{:root[data-theme=dark]{color-scheme:dark;${darkTokens}}}`,
    ":root[data-theme=light]{color-scheme:light}",
  ].join("");
}

function declarations(css: string, selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`The theme has no ${selector} rule.`);
  const body = css.slice(css.indexOf("{", start) + 1, css.indexOf("}", start));
  return new Map(
    [...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

function pick(values: Map<string, string>, names: Set<string>): string {
  return [...values]
    .filter(([name]) => names.has(name))
    .map(([name, value]) => `${name}:${value};`)
    .join("");
}
