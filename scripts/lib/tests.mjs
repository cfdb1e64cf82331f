import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageScript, productNode } from "./paths.mjs";
import { runInForeground } from "./run.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * Runs Vitest and counts.
 *
 * @param {string[]} args
 * @returns {Promise<Counts>}
 */
export async function runTests(args) {
  const folder = mkdtempSync(join(tmpdir(), "fanal-test-"));
  const report = join(folder, "report.json");
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const vitest = packageScript("vitest", "vitest.mjs");
    const code = await runInForeground([
      { command: productNode, args: [vitest, "run", ...reporters, ...args] },
    ]);
    return countTests(existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : {}, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A run that failed counts at least one failure, also when no test was to blame: a file that does not load, an error
 * between tests, no report at all.
 *
 * @param {{ numPassedTests?: number, numFailedTests?: number, numPendingTests?: number, numTodoTests?: number }} report
 * @param {number} code exit code of Vitest
 * @returns {Counts}
 */
export function countTests(report, code) {
  const failed = report.numFailedTests ?? 0;
  return {
    passed: report.numPassedTests ?? 0,
    failed: code === 0 ? failed : Math.max(1, failed),
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  };
}

/**
 * Whether a run proves what it was to prove. Who names tests leaves out the others on purpose; the whole suite skips none.
 *
 * @param {Counts} counts
 * @param {boolean} isWhole
 */
export function isGreen({ failed, skipped }, isWhole) {
  return failed === 0 && (skipped === 0 || !isWhole);
}
