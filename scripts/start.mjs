import "./lib/require-node.mjs";
import { join } from "node:path";
import { buildDocsAside, ensureBuilt } from "./lib/build.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { productNode, root } from "./lib/paths.mjs";
import { runInForeground } from "./lib/run.mjs";
import { runCommand } from "./lib/step.mjs";

// npm start: installs, builds what changed, and runs the server; the documents are built beside it.
await runCommand(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const ended = new AbortController();
  const docs = buildDocsAside(ended.signal);
  const code = await runInForeground([
    { command: productNode, args: [join(root, "apps/server/src/main.ts")] },
  ]);
  ended.abort();
  await docs;
  return code;
});
