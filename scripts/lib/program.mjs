import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { ensureInstalled } from "./install.mjs";
import { productNode, root } from "./paths.mjs";
import { runInForeground } from "./run.mjs";
import { runCommand } from "./step.mjs";

/**
 * Runs a program of the server that does one thing and ends, with the arguments of this process.
 *
 * @param {string} program its file, below `apps/server/src`
 */
export async function runProgram(program) {
  await runCommand(async () => {
    await ensureInstalled();
    const args = [join(root, "apps/server/src", program), ...process.argv.slice(2)];
    // An image has no other Node.js than its own, which is the product's.
    return runInForeground([{ command: existsSync(productNode) ? productNode : process.execPath, args }]);
  });
}
