import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildEnvironment, packageScript, productNode, root } from "./paths.mjs";
import { runQuietly } from "./run.mjs";
import { CommandFailure, showStep } from "./step.mjs";

/** Rooms that Vite builds, with what the others use of them. */
const builds = [
  { name: "status-page", room: "apps/status-page", result: "render.js" },
  { name: "emails", room: "packages/emails", result: "render.js" },
  { name: "dashboard", room: "apps/dashboard", result: "index.html" },
].map(({ name, room, result }) => ({
  name,
  folder: join(root, room),
  resultFile: join(root, room, "dist", result),
  stampFile: join(root, room, "dist", ".fanal-built"),
}));

/** Packages whose sources end up in a build. */
const shared = ["contract", "domain", "ui"].map((name) => join(root, "packages", name));

/** Builds the front ends whose sources changed since their last build. */
export async function ensureBuilt() {
  const common = fingerprintParts([
    ...shared,
    join(root, "package-lock.json"),
    join(root, "tsconfig.base.json"),
  ]);
  const stale = builds
    .map((build) => ({ ...build, stamp: hash([...common, ...fingerprintParts([build.folder])]) }))
    .filter(({ resultFile, stampFile, stamp }) => !existsSync(resultFile) || read(stampFile) !== stamp);
  if (stale.length === 0) return;
  const names = new Intl.ListFormat("en").format(stale.map(({ name }) => name));
  await showStep(`Building ${names}`, () => Promise.all(stale.map(build)));
}

/** @param {{ name: string, folder: string, stampFile: string, stamp: string }} options */
async function build({ name, folder, stampFile, stamp }) {
  const vite = packageScript("vite", "bin/vite.js", folder);
  const { code, output } = await runQuietly(productNode, [vite, "build"], {
    cwd: folder,
    env: buildEnvironment(),
  });
  if (code !== 0) throw new CommandFailure(`${name} could not be built:\n\n${output.trim()}`);
  writeFileSync(stampFile, stamp);
}

const ignored = /(^|\/)(node_modules|dist|\..*)$|\.test\.tsx?$|\.gen\.ts$/;

/**
 * Path, size and time of every source file: enough to notice a change, without reading them.
 *
 * @param {string[]} paths
 * @returns {string[]}
 */
function fingerprintParts(paths) {
  return paths.flatMap((path) => {
    const entry = statSync(path, { throwIfNoEntry: false });
    if (entry === undefined) return [];
    if (entry.isFile()) return [`${path} ${entry.size} ${entry.mtimeMs}`];
    const children = readdirSync(path)
      .sort()
      .filter((name) => !ignored.test(name));
    return fingerprintParts(children.map((name) => join(path, name)));
  });
}

/** @param {string[]} parts */
function hash(parts) {
  return createHash("sha256").update(parts.join("\n")).digest("hex");
}

/** @param {string} file */
function read(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
