import "./lib/require-node.mjs";
import { join } from "node:path";
import { ensureBuilt } from "./lib/build.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { productNode, root } from "./lib/paths.mjs";
import { runInForeground } from "./lib/run.mjs";
import { runCommand } from "./lib/step.mjs";

// npm run tour: films the tour of the product anew.
await runCommand(async () => {
  await ensureInstalled();
  await ensureBuilt();
  return runInForeground([{ command: productNode, args: [join(root, "docs/media/tour.ts")] }]);
});
