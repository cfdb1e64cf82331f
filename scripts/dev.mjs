import "./lib/require-node.mjs";
import { join } from "node:path";
import { ensureBuilt } from "./lib/build.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { packageScript, productNode, root } from "./lib/paths.mjs";
import { runInForeground } from "./lib/run.mjs";
import { runCommand } from "./lib/step.mjs";

/**
 * @param {string} app
 * @param {string[]} args
 */
function vite(app, args) {
  const cwd = join(root, "apps", app);
  const script = packageScript("vite", "bin/vite.js", cwd);
  return { command: productNode, args: [script, ...args, "--clearScreen=false", "--logLevel=warn"], cwd };
}

// npm run dev: the dashboard reloads in place, the status page is built anew, the server restarts.
await runCommand(async () => {
  await ensureInstalled();
  await ensureBuilt();
  console.log("The dashboard with hot reload is at http://localhost:5173/. Ctrl-C ends everything.\n");
  return runInForeground([
    vite("status-page", ["build", "--watch"]),
    vite("dashboard", ["--port=5173", "--strictPort"]),
    {
      command: productNode,
      args: ["--watch", "--watch-preserve-output", join(root, "apps/server/src/main.ts")],
    },
  ]);
});
