import { spawn } from "node:child_process";
import { constants, setPriority } from "node:os";
import process from "node:process";
import { productEnvironment, root } from "./paths.mjs";

/**
 * Runs a program to its end and keeps what it says.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean, signal?: AbortSignal, isUrgent?: boolean }} [options]
 *   what is not urgent leaves the processor to others
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runQuietly(command, args, { isUrgent = true, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: productEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
      ...options,
    });
    if (!isUrgent && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    let output = "";
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk;
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => resolve({ code: 1, output: `${output}${error.message}\n` }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Signals that reach us twice (from the terminal and from npm) within this time are one. */
const sameSignalMs = 300;
const parentCheckMs = 500;

/**
 * Runs programs in the foreground until one ends, then ends the others. Each gets every signal once, in a session of
 * its own: Ctrl-C reaches all processes of a terminal and npm passes it on again, and a server that counts two forces
 * its way out instead of finishing what it does.
 *
 * @param {{ command: string, args: string[], cwd?: string, env?: NodeJS.ProcessEnv }[]} programs
 * @returns {Promise<number>} exit code of the one that ended first
 */
export async function runInForeground(programs) {
  const children = programs.map(({ command, args, cwd = root, env = productEnvironment() }) =>
    spawn(command, args, { cwd, env, stdio: "inherit", detached: process.platform !== "win32" }),
  );
  const ends = children.map(
    (child) =>
      new Promise((/** @type {(code: number) => void} */ resolve) => {
        child.on("exit", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 143)));
        child.on("error", (error) => {
          console.error(error.message);
          resolve(1);
        });
      }),
  );
  let isEnding = false;
  const passOn = (/** @type {NodeJS.Signals} */ signal) => {
    isEnding = true;
    for (const child of children) child.kill(signal);
  };
  const stopListening = onSignal(passOn);
  const code = await Promise.race(ends);
  if (!isEnding) passOn("SIGTERM");
  await Promise.all(ends);
  stopListening();
  return code;
}

/**
 * @param {(signal: NodeJS.Signals) => void} handle
 * @returns {() => void}
 */
function onSignal(handle) {
  let lastAt = 0;
  const once = (/** @type {NodeJS.Signals} */ signal) => {
    const isRepeated = Date.now() - lastAt < sameSignalMs;
    lastAt = Date.now();
    // Windows tells every process of a console by itself.
    if (!isRepeated && process.platform !== "win32") handle(signal === "SIGHUP" ? "SIGTERM" : signal);
  };
  /** @type {NodeJS.Signals[]} */
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, once);
  // npm may have ended by the signal that has reached us, too.
  const stopWatching = whenLeftByNpm(() => lastAt === 0 && handle("SIGTERM"));
  return () => {
    for (const signal of signals) process.off(signal, once);
    stopWatching();
  };
}

/**
 * npm, or the shell between, may be killed without a word to us; what it started should not stay behind.
 *
 * @param {() => unknown} handle
 * @returns {() => void}
 */
function whenLeftByNpm(handle) {
  if (process.env.npm_lifecycle_event === undefined) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    handle();
  }, parentCheckMs);
  return () => clearInterval(timer);
}
