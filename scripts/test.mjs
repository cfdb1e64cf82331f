import "./lib/require-node.mjs";
import process from "node:process";
import { ensureAllBuilt } from "./lib/build.mjs";
import { runChecks } from "./lib/checks.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { CommandFailure, runCommand } from "./lib/step.mjs";
import { isGreen, runTests } from "./lib/tests.mjs";

// npm test: checks and tests, ending in one line that counts both. Arguments go to Vitest.
await runCommand(async () => {
  const args = process.argv.slice(2);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const add = (/** @type {Partial<typeof counts>} */ more) => {
    for (const key of /** @type {(keyof typeof counts)[]} */ (Object.keys(counts)))
      counts[key] += more[key] ?? 0;
  };
  try {
    await ensureInstalled();
    await ensureAllBuilt();
    add(await runChecks());
    add(await runTests(args));
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    console.error(`\n${error.message}\n`);
    add({ failed: 1 });
  }
  const isWhole = args.length === 0;
  if (isWhole && counts.skipped > 0) {
    console.error("\nA test that is skipped proves nothing. Run it, or delete it.\n");
  }
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  return isGreen(counts, isWhole) ? 0 : 1;
});
