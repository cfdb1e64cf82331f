import "./lib/require-node.mjs";
import process from "node:process";
import { ensureInstalled } from "./lib/install.mjs";
import { buildPackage } from "./lib/package.mjs";
import { CommandFailure, runCommand, showStep } from "./lib/step.mjs";

// npm run package -- sdk: makes packages/sdk/dist, which `npm publish packages/sdk/dist` publishes.
await runCommand(async () => {
  const [name] = process.argv.slice(2);
  if (name === undefined)
    throw new CommandFailure("Say which: npm run package -- sdk, or npm run package -- cli.");
  await ensureInstalled();
  await showStep(`Building packages/${name}/dist`, () => buildPackage(name));
  return 0;
});
