import process from "node:process";

/** A failure that has been put into words; it is shown without a stack. */
export class CommandFailure extends Error {}

/**
 * Shows one line while `work` runs, and how long it took.
 *
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function showStep(label, work) {
  const startedAt = Date.now();
  process.stdout.write(`${label} … `);
  try {
    const result = await work();
    process.stdout.write(`${seconds(startedAt)}\n`);
    return result;
  } catch (error) {
    process.stdout.write("failed\n");
    throw error;
  }
}

/** @param {number} startedAt */
export function seconds(startedAt) {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}

/**
 * Runs a command of the product; what it cannot do it says, and exits non-zero.
 *
 * @param {() => Promise<number>} main gives the exit code
 */
export async function runCommand(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof CommandFailure ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
