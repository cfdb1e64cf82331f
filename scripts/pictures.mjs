import "./lib/require-node.mjs";
import { join } from "node:path";
import process from "node:process";
import { ensureBuilt } from "./lib/build.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { productNode, root } from "./lib/paths.mjs";
import { runInForeground } from "./lib/run.mjs";
import { runCommand } from "./lib/step.mjs";

// npm run pictures [name …]: the pictures of the documents, taken anew from the running product.
await runCommand(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const args = [join(root, "docs/media/pictures.ts"), ...process.argv.slice(2)];
  return runInForeground([{ command: productNode, args }]);
});
