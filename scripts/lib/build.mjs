import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildEnvironment, packageScript, productNode, root } from "./paths.mjs";
import { runQuietly } from "./run.mjs";
import { CommandFailure, showStep } from "./step.mjs";

/** @typedef {{ name: string, folder: string, resultFile: string, stampFile: string, script: [packageName: string, path: string], sources: string[] }} Build */

const vite = /** @type {Build["script"]} */ (["vite", "bin/vite.js"]);

/** Rooms that Vite builds, with what the others use of them. */
const frontEnds = [
  { name: "status-page", room: "apps/status-page", result: "render.js" },
  { name: "emails", room: "packages/emails", result: "render.js" },
  { name: "dashboard", room: "apps/dashboard", result: "index.html" },
].map(({ name, room, result }) => describe({ name, room, result, script: vite, sources: [] }));

/** The documents as a site. */
const docs = describe({
  name: "docs",
  room: "docs",
  result: "index.html",
  script: ["vitepress", "bin/vitepress.js"],
  sources: [
    ...filesIn("docs/.vitepress", ".ts"),
    ...filesIn("docs/.vitepress/theme", ""),
    ...filesIn(".", ".md"),
    ...["bench/README.md", "deploy"].map((path) => join(root, path)),
  ],
});

/** Packages whose sources end up in a build. */
const shared = ["contract", "domain", "ui"].map((name) => join(root, "packages", name));

/** Builds the front ends whose sources changed since their last build. */
export async function ensureBuilt() {
  await showBuilding(staleAmong(frontEnds));
}

/** Builds the documents too. */
export async function ensureAllBuilt() {
  await showBuilding(staleAmong([...frontEnds, docs]));
}

/**
 * Builds the documents when they changed, beside what is more urgent. They are not needed to run: a failure is said, and
 * no more.
 *
 * @param {AbortSignal} signal gives it up
 */
export async function buildDocsAside(signal) {
  for (const stale of staleAmong([docs])) {
    await build(stale, { signal, isUrgent: false }).catch((error) => {
      if (!signal.aborted) console.error(`\n${error.message}\n`);
    });
  }
}

/**
 * @param {{ name: string, room: string, result: string, script: Build["script"], sources: string[] }} build
 * @returns {Build}
 */
function describe({ name, room, result, script, sources }) {
  const folder = join(root, room);
  const resultFile = join(folder, "dist", result);
  const stampFile = join(folder, "dist", ".fanal-built");
  return { name, folder, resultFile, stampFile, script, sources: [folder, ...sources] };
}

/**
 * @param {string} folder
 * @param {string} ending
 */
function filesIn(folder, ending) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(ending));
  return files.map(({ name }) => join(root, folder, name)).sort();
}

/** @param {Build[]} builds */
function staleAmong(builds) {
  const common = fingerprintParts([
    ...shared,
    join(root, "package-lock.json"),
    join(root, "tsconfig.base.json"),
  ]);
  return builds
    .map((build) => ({ ...build, stamp: hash([...common, ...fingerprintParts(build.sources)]) }))
    .filter(({ resultFile, stampFile, stamp }) => !existsSync(resultFile) || read(stampFile) !== stamp);
}

/** @param {ReturnType<typeof staleAmong>} stale */
async function showBuilding(stale) {
  if (stale.length === 0) return;
  const names = new Intl.ListFormat("en").format(stale.map(({ name }) => name));
  await showStep(`Building ${names}`, () => Promise.all(stale.map((one) => build(one))));
}

/**
 * @param {ReturnType<typeof staleAmong>[number]} build
 * @param {{ signal?: AbortSignal, isUrgent?: boolean }} [how]
 */
async function build({ name, folder, stampFile, stamp, script: [packageName, path] }, how) {
  const { code, output } = await runQuietly(
    productNode,
    [packageScript(packageName, path, folder), "build"],
    {
      cwd: folder,
      env: buildEnvironment(),
      ...how,
    },
  );
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
