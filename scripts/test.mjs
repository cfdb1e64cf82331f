import "./lib/require-node.mjs";
import process from "node:process";
import { ensureBuilt } from "./lib/build.mjs";
import { runChecks } from "./lib/checks.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { CommandFailure, runCommand } from "./lib/step.mjs";
import { runTests } from "./lib/tests.mjs";

// npm test: checks and tests, ending in one line that counts both. Arguments go to Vitest.
await runCommand(async () => {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const add = (/** @type {Partial<typeof counts>} */ more) => {
    for (const key of /** @type {(keyof typeof counts)[]} */ (Object.keys(counts)))
      counts[key] += more[key] ?? 0;
  };
  try {
    await ensureInstalled();
    await ensureBuilt();
    add(await runChecks());
    add(await runTests(process.argv.slice(2)));
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    console.error(`\n${error.message}\n`);
    add({ failed: 1 });
  }
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  return counts.failed === 0 ? 0 : 1;
});
