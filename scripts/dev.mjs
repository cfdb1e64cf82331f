import "./lib/require-node.mjs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuilt } from "./lib/build.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { buildEnvironment, packageScript, productEnvironment, productNode, root } from "./lib/paths.mjs";
import { runInForeground } from "./lib/run.mjs";
import { runCommand } from "./lib/step.mjs";

/**
 * @param {string} room
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function vite(room, args, env) {
  const cwd = join(root, room);
  const script = packageScript("vite", "bin/vite.js", cwd);
  return {
    command: productNode,
    args: [script, ...args, "--clearScreen=false", "--logLevel=warn"],
    cwd,
    env,
  };
}

const { values: options } = parseArgs({ options: { "dashboard-port": { type: "string", default: "5173" } } });
const port = options["dashboard-port"];

// npm run dev: the dashboard reloads in place, the status page is built anew, the server restarts.
await runCommand(async () => {
  await ensureInstalled();
  await ensureBuilt();
  console.log(`The dashboard with hot reload is at http://localhost:${port}/. Ctrl-C ends everything.\n`);
  return runInForeground([
    vite("apps/status-page", ["build", "--watch"], buildEnvironment()),
    vite("packages/emails", ["build", "--watch"], buildEnvironment()),
    vite("apps/dashboard", [`--port=${port}`, "--strictPort"], {
      ...productEnvironment(),
      NODE_ENV: "development",
    }),
    {
      command: productNode,
      args: ["--watch", "--watch-preserve-output", join(root, "apps/server/src/main.ts")],
    },
  ]);
});
