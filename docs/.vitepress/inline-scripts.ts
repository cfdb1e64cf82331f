import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The policy of the server runs no script that stands in a page: each becomes a file, and what stood there is loaded at the
 * same moment as before.
 *
 * @param site folder of the built site
 * @param base address of the site, with a slash at both ends
 */
export function moveScriptsOut(html: string, site: string, base: string): string {
  const moved = html.replace(
    /<script([^>]*)>((?:(?!<\/script>)[\s\S])+)<\/script>/g,
    (_whole, attributes: string, code: string) => {
      const name = `assets/inline.${createHash("sha256").update(code).digest("hex").slice(0, 8)}.js`;
      writeFileSync(join(site, name), code);
      return `<script${attributes} src="${base}${name}"></script>`;
    },
  );
  // What the theme measures in the browser, it writes there by itself.
  const page = moved.replaceAll(/ style="--vp-vh:[^"]*"/g, "");
  const style = /<[^>]+\sstyle="[^"]*"/.exec(page)?.[0] ?? /<style/.exec(page)?.[0];
  if (style !== undefined) throw new Error(`The policy of the server forbids styles in a page: ${style}`);
  return page;
}
