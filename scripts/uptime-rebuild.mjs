import "./lib/require-node.mjs";
import { join } from "node:path";
import process from "node:process";
import { ensureInstalled } from "./lib/install.mjs";
import { productNode, root } from "./lib/paths.mjs";
import { runInForeground } from "./lib/run.mjs";
import { runCommand } from "./lib/step.mjs";

// npm run uptime:rebuild: makes the daily rollups of uptime anew from the logs of all organizations.
await runCommand(async () => {
  await ensureInstalled();
  const program = join(root, "apps/server/src/rollups/rebuild-program.ts");
  return runInForeground([{ command: productNode, args: [program, ...process.argv.slice(2)] }]);
});
