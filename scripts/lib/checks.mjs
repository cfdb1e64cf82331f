import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import process from "node:process";
import { missingDocPaths } from "./doc-paths.mjs";
import { packageScript, productNode, root } from "./paths.mjs";
import { runQuietly } from "./run.mjs";
import { seconds } from "./step.mjs";

/** @typedef {{ code: number, output: string }} Result */
/** @typedef {{ name: string, run: () => Promise<Result> }} Check */

const parallel = 2;

/**
 * Runs all checks that need no database, a line for each as it ends, failures in full.
 *
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks() {
  const waiting = allChecks();
  const width = Math.max(...waiting.map(({ name }) => name.length));
  const counts = { passed: 0, failed: 0 };
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const startedAt = Date.now();
      const { code, output } = await check.run().catch(asFailure);
      console.log(`${code === 0 ? "✓" : "✗"} ${check.name.padEnd(width)}  ${seconds(startedAt)}`);
      if (code !== 0) console.log(`\n${output.trim()}\n`);
      counts[code === 0 ? "passed" : "failed"] += 1;
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return counts;
}

/**
 * @param {unknown} error
 * @returns {Result}
 */
function asFailure(error) {
  return { code: 1, output: error instanceof Error ? error.message : String(error) };
}

/** @returns {Check[]} */
function allChecks() {
  const color = process.stdout.isTTY ? ["--colors=force"] : [];
  return [
    {
      name: "format and lint",
      // The launcher of the package is a script that finds the program for this machine.
      run: () => runScript("@biomejs/biome", "bin/biome", ["check", ".", "--error-on-warnings", ...color]),
    },
    ...typeChecks(),
    {
      name: "import rules",
      run: () => {
        const rooms = ["apps", "packages", "e2e", "bench"].filter((room) => existsSync(join(root, room)));
        const config = ["--config", ".dependency-cruiser.cjs"];
        return runScript("dependency-cruiser", "bin/dependency-cruiser.mjs", [...config, ...rooms]);
      },
    },
    {
      name: "unused code",
      run: () => runScript("knip", "bin/knip.js", ["--no-progress", "--no-config-hints"]),
    },
    { name: "paths in documents", run: checkDocPaths },
  ];
}

/** One for each workspace with a tsconfig.json, and one for the root. */
function typeChecks() {
  const workspaces = ["packages", "apps"].flatMap((room) =>
    readdirSync(join(root, room)).map((name) => join(root, room, name)),
  );
  return [root, ...workspaces, ...["docs", "e2e", "bench"].map((name) => join(root, name))]
    .map((folder) => join(folder, "tsconfig.json"))
    .filter((config) => existsSync(config))
    .map((config) => ({
      name: `types of ${relative(root, join(config, "..")) || "the root"}`,
      run: () => runScript("@typescript/native", "bin/tsc", ["-p", config, "--pretty"]),
    }));
}

/**
 * @param {string} packageName
 * @param {string} script
 * @param {string[]} args
 */
async function runScript(packageName, script, args) {
  return runQuietly(productNode, [packageScript(packageName, script), ...args]);
}

/** @returns {Promise<Result>} */
async function checkDocPaths() {
  const missing = missingDocPaths(root);
  return { code: missing.length === 0 ? 0 : 1, output: ["These do not exist:", ...missing].join("\n  ") };
}
