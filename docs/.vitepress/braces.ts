import type { MarkdownRenderer } from "vitepress";

/** Documents are text: what stands in two braces is for whoever reads it, not for Vue, which makes pages of them. */
export function keepBraces({ renderer }: MarkdownRenderer): void {
  for (const name of ["text", "code_inline"] as const) {
    const render = renderer.rules[name];
    if (render === undefined) throw new Error(`The renderer has no rule for ${name}.`);
    renderer.rules[name] = (...token) => render(...token).replaceAll("{{", "&#123;&#123;");
  }
}
