import "./lib/require-node.mjs";
import { join } from "node:path";
import process from "node:process";
import { ensureInstalled } from "./lib/install.mjs";
import { productNode, root } from "./lib/paths.mjs";
import { runInForeground } from "./lib/run.mjs";
import { runCommand } from "./lib/step.mjs";

// npm run secrets:rotate: seals with FANAL_SECRET what an earlier secret had sealed.
await runCommand(async () => {
  await ensureInstalled();
  const program = join(root, "apps/server/src/auth/rotate-program.ts");
  return runInForeground([{ command: productNode, args: [program, ...process.argv.slice(2)] }]);
});
