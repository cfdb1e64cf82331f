import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder of this checkout. */
export const repository = fileURLToPath(new URL("../../", import.meta.url));

const foldersWithPages = ["docs", "bench"];

/** What VitePress need not look into for pages. */
export const excluded = [
  ...readdirSync(repository, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !foldersWithPages.includes(entry.name))
    .map(({ name }) => `${name}/**`),
  "docs/{node_modules,dist}/**",
];

/**
 * Where a document of the repository is in the site: `docs/start.md` at `start.md`, `SECURITY.md` at `security.md`,
 * `bench/README.md` at `bench.md`.
 *
 * @param file path from the root of the repository
 */
export function addressOf(file: string): string {
  if (file === "docs/README.md") return "index.md";
  if (file.startsWith("docs/")) return file.slice("docs/".length);
  return file.replace(/\/README\.md$/, ".md").toLowerCase();
}
