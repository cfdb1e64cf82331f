import "./lib/require-node.mjs";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { ensureBuilt } from "./lib/build.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { productNode, root } from "./lib/paths.mjs";
import { runInForeground } from "./lib/run.mjs";
import { CommandFailure, runCommand } from "./lib/step.mjs";

const ending = ".bench.ts";

// npm run bench [name]: one benchmark, or all one after the other and their results in one table.
await runCommand(async () => {
  const [wanted, ...args] = process.argv.slice(2);
  const names = readdirSync(join(root, "bench"))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));
  const chosen = wanted === undefined ? names : names.filter((name) => name === wanted);
  if (chosen.length === 0) {
    throw new CommandFailure(
      `There is no benchmark ${wanted ?? "yet"}. There are: ${names.join(", ") || "none"}.`,
    );
  }
  await ensureInstalled();
  await ensureBuilt();
  for (const name of chosen) {
    const code = await runInBench(`${name}${ending}`, args);
    if (code !== 0) return code;
  }
  return chosen.length > 1 ? runInBench("table.ts", chosen) : 0;
});

/**
 * @param {string} script
 * @param {string[]} args
 */
function runInBench(script, args) {
  return runInForeground([{ command: productNode, args: [join(root, "bench", script), ...args] }]);
}
