import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const texts = new Set([".html", ".js", ".css", ".svg", ".json", ".txt", ".vtt"]);

/** Puts a Brotli twin beside every text of the site; the server sends it to browsers that take it. */
export async function compressTexts(site: string): Promise<void> {
  const entries = await readdir(site, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && texts.has(extname(entry.name)));
  await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const bytes = await readFile(join(parentPath, name));
      const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
      await writeFile(join(parentPath, `${name}.br`), await promisify(brotliCompress)(bytes, { params }));
    }),
  );
}
