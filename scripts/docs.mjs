import "./lib/require-node.mjs";
import process from "node:process";
import { ensureInstalled } from "./lib/install.mjs";
import { packageScript, productNode, root } from "./lib/paths.mjs";
import { runInForeground } from "./lib/run.mjs";
import { runCommand } from "./lib/step.mjs";

// npm run docs: the documents as a site that follows what is written. Arguments go to VitePress.
await runCommand(async () => {
  await ensureInstalled();
  const vitepress = packageScript("vitepress", "bin/vitepress.js");
  const args = [vitepress, "dev", "docs", ...process.argv.slice(2)];
  return runInForeground([{ command: productNode, args, cwd: root }]);
});
