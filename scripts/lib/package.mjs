import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { packageScript, productNode, root } from "./paths.mjs";
import { runQuietly } from "./run.mjs";
import { CommandFailure } from "./step.mjs";

/**
 * @typedef {{ name: string, version: string, description: string, license: string, bin?: Record<string, string>,
 *   engines?: Record<string, string>, exports: Record<string, string>, dependencies?: Record<string, string> }} Manifest
 */
/** @typedef {{ folder: string, manifest: Manifest }} Workspace */

/** What ours have before their names. */
const scope = "@fanal/";

/**
 * Builds a workspace and what it needs of the others into one package of plain JavaScript and types, as npm publishes it.
 *
 * @param {string} name of a folder below `packages/`
 * @returns {Promise<string>} the folder of the package
 */
export async function buildPackage(name) {
  const built = join(root, "packages", name, "dist");
  rmSync(built, { recursive: true, force: true });
  const config = join(root, "packages", name, "tsconfig.build.json");
  const tsc = packageScript("@typescript/native", "bin/tsc");
  const { code, output } = await runQuietly(productNode, [tsc, "-p", config]);
  if (code !== 0) throw new CommandFailure(`${name} could not be built:\n\n${output.trim()}`);
  const workspaces = closureOf(name);
  for (const file of readdirSync(built, { recursive: true, encoding: "utf8" })) {
    if (/\.(js|d\.ts)$/.test(file)) pointInside(join(built, file), built, workspaces);
  }
  const own = workspaces[0];
  if (own === undefined) throw new CommandFailure(`There is no workspace packages/${name}.`);
  writeFileSync(join(built, "package.json"), JSON.stringify(publicManifest(own, workspaces), null, 2));
  copyFileSync(join(root, "packages", name, "README.md"), join(built, "README.md"));
  copyFileSync(join(root, "LICENSE"), join(built, "LICENSE"));
  return built;
}

/**
 * A workspace and all that it imports of ours.
 *
 * @param {string} name
 * @param {Workspace[]} found
 * @returns {Workspace[]}
 */
function closureOf(name, found = []) {
  if (found.some(({ folder }) => folder === name)) return found;
  /** @type {Manifest} */
  const manifest = JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"));
  found.push({ folder: name, manifest });
  for (const needed of Object.keys(manifest.dependencies ?? {})) {
    if (needed.startsWith(scope)) closureOf(needed.slice(scope.length), found);
  }
  return found;
}

/**
 * Imports of a workspace become imports of the file beside, which came along.
 *
 * @param {string} file
 * @param {string} built
 * @param {Workspace[]} workspaces
 */
function pointInside(file, built, workspaces) {
  const text = readFileSync(file, "utf8");
  const pointed = text.replace(/(["'])(@fanal\/[^"']+)\1/g, (_, quote, specifier) => {
    const [folder = "", ...below] = specifier.slice(scope.length).split("/");
    const target = workspaces.find((one) => one.folder === folder)?.manifest.exports[
      [".", ...below].join("/")
    ];
    if (target === undefined) throw new CommandFailure(`${file} imports ${specifier}, which nobody exports.`);
    const to = relative(dirname(file), join(built, folder, target.replace(/\.ts$/, ".js")));
    const path = to.split(sep).join("/");
    return `${quote}${path.startsWith(".") ? path : `./${path}`}${quote}`;
  });
  writeFileSync(file, pointed);
}

/**
 * @param {Workspace} own
 * @param {Workspace[]} workspaces
 */
function publicManifest({ folder, manifest }, workspaces) {
  const { name, version, description, license, engines, bin, exports } = manifest;
  /** @param {string} source */
  const built = (source) => `./${folder}/${source.replace(/^\.\//, "").replace(/\.ts$/, "")}`;
  const needed = workspaces
    .flatMap((workspace) => Object.entries(workspace.manifest.dependencies ?? {}))
    .filter(([dependency]) => !dependency.startsWith(scope));
  const entries = Object.entries(exports).map(([path, source]) => [
    path,
    { types: `${built(source)}.d.ts`, default: `${built(source)}.js` },
  ]);
  return {
    name,
    version,
    description,
    license,
    type: "module",
    engines,
    exports: Object.fromEntries(entries),
    ...(bin === undefined
      ? {}
      : {
          bin: Object.fromEntries(Object.entries(bin).map(([key, source]) => [key, `${built(source)}.js`])),
        }),
    dependencies: Object.fromEntries(needed.sort()),
  };
}
