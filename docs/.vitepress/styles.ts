import { createCssVariablesTheme } from "shiki";
import type { MarkdownRenderer } from "vitepress";

// The policy of the server forbids `style` attributes, so what is written in one becomes a class, and theme/style.css says
// what it looks like.

/** Writes `color:var(--code-token-…)`, whatever the language. */
export const codeTheme = createCssVariablesTheme({ name: "fanal", variablePrefix: "--code-" });

/** In code, `color:var(--code-token-string)` becomes the class `code-token-string`. */
export const codeStylesAsClasses = { name: "styles-as-classes", pre: asClass, span: asClass };

interface Element {
  properties: Record<string, unknown>;
}

function asClass({ properties }: Element): void {
  const { style } = properties;
  const name = typeof style === "string" ? /color:var\(--(code-token-[\w-]+)\)/.exec(style)?.[1] : undefined;
  delete properties.style;
  if (name !== undefined) properties.class = name;
}

/** In tables, `text-align:right` becomes the class `align-right`. */
export function alignByClass(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push("align-by-class", ({ tokens }) => {
    for (const token of tokens) {
      const side = /^text-align:(\w+)/.exec(token.attrGet("style") ?? "")?.[1];
      if (side === undefined) continue;
      token.attrs = token.attrs?.filter(([name]) => name !== "style") ?? null;
      token.attrSet("class", `align-${side}`);
    }
  });
}
