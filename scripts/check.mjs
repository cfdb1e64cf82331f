import "./lib/require-node.mjs";
import { runChecks } from "./lib/checks.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { runCommand } from "./lib/step.mjs";

// npm run check: all that can be known without running anything.
await runCommand(async () => {
  await ensureInstalled();
  const { passed, failed } = await runChecks();
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
