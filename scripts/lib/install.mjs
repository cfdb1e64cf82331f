import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { productNode, root } from "./paths.mjs";
import { runQuietly } from "./run.mjs";
import { CommandFailure, showStep } from "./step.mjs";

export const stampFile = join(root, "node_modules", ".fanal-installed");
/** What the Dockerfile writes there: an image has the packages of the server alone, and nothing is installed in it. */
export const stampOfImage = "image\n";

/** Installs the packages of package-lock.json, unless they are there already for this machine. */
export async function ensureInstalled() {
  if (readOrEmpty(stampFile) === stampOfImage) return;
  const lock = readFileSync(join(root, "package-lock.json"), "utf8");
  const stamp = `${createHash("sha256").update(lock).digest("hex")} ${process.platform} ${process.arch}\n`;
  if (readOrEmpty(stampFile) === stamp && existsSync(productNode)) return;
  if (!(matches(lock, readOrEmpty(join(root, "node_modules", ".package-lock.json"))) && nodeRuns())) {
    rmSync(stampFile, { force: true });
    await showStep("Installing packages", install);
  }
  keepStamp(stamp);
}

/** Whoever may run Fanal and not change it, as a service of the system, looks again the next time. */
function keepStamp(/** @type {string} */ stamp) {
  try {
    writeFileSync(stampFile, stamp);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && (error.code === "EACCES" || error.code === "EROFS")))
      throw error;
  }
}

async function install() {
  // What was installed for another machine, or halfway, is not mended by npm.
  if (!nodeRuns()) rmSync(join(root, "node_modules"), { recursive: true, force: true });
  // Not `npm ci`: it insists on a lock file with the programs of all platforms, which npm leaves out when it makes the
  // file where one of them is not to be had. The flags bring back what NODE_ENV=production or a user's settings would
  // leave out: it is needed to build the front ends.
  const args = ["install", "--no-save", "--loglevel=error", "--include=dev", "--include=optional"];
  args.push("--ignore-scripts=false");
  const npm = process.env.npm_execpath;
  const { code, output } = npm?.endsWith(".js")
    ? await runQuietly(process.execPath, [npm, ...args])
    : await runQuietly("npm", args, { shell: process.platform === "win32" });
  if (code !== 0) throw new CommandFailure(`npm could not install the packages:\n\n${output.trim()}`);
  if (!nodeRuns()) {
    throw new CommandFailure(
      `The Node.js that npm installed for Fanal does not run here (${productNode}). ` +
        "It needs Linux with glibc, macOS or Windows.",
    );
  }
}

function nodeRuns() {
  return spawnSync(productNode, ["--version"], { stdio: "ignore" }).status === 0;
}

/** @param {string} file */
function readOrEmpty(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/**
 * Whether what npm noted as installed is what the lock file asks for. Optional packages of other platforms are
 * missing rightly.
 *
 * @param {string} lock
 * @param {string} installed
 */
export function matches(lock, installed) {
  if (installed === "") return false;
  const there = JSON.parse(installed).packages ?? {};
  return Object.entries(JSON.parse(lock).packages ?? {}).every(
    ([path, wanted]) =>
      !path.includes("node_modules/") ||
      (path in there ? there[path].version === wanted.version : wanted.optional === true),
  );
}
