import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** The folder of this checkout. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The Node.js that all code of the product runs on, whatever version runs this script. */
export const productNode = join(
  root,
  "node_modules/node/bin",
  process.platform === "win32" ? "node.exe" : "node",
);

/**
 * Environment for programs of the product: the first `node` that they find is the product's, and what it compiled once
 * it finds again.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function productEnvironment() {
  const bin = join(root, "node_modules", ".bin");
  return {
    NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "node"),
    ...process.env,
    PATH: `${bin}${delimiter}${process.env.PATH ?? ""}`,
  };
}

/**
 * Environment for a program that builds: what is built is for production, also where somebody has set `NODE_ENV` for
 * another purpose.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function buildEnvironment() {
  return { ...productEnvironment(), NODE_ENV: "production" };
}

/**
 * The script of a command that an npm package brings.
 *
 * @param {string} packageName
 * @param {string} script path inside the package
 * @param {string} [from] folder of the workspace that depends on it
 */
export function packageScript(packageName, script, from = root) {
  const folders = createRequire(join(from, "package.json")).resolve.paths(packageName) ?? [];
  const found = folders.map((folder) => join(folder, packageName, script)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${packageName} is not installed. Run npm install.`);
  return found;
}
