import { inspect } from "node:util";
import { DatabaseNewerThanCodeError, MigrationFailedError, RestoreUnfinishedError } from "@fanal/database";
import { CannotRunError, DataDirectoryInUseError } from "@fanal/database/embedded";
import { InvalidEnvironmentError, readConfig } from "./config.ts";
import { DatabaseUnusableError } from "./connect-database.ts";
import { PortTakenError } from "./http/listen.ts";
import { type Fanal, startFanal } from "./server.ts";

/** Failures that a person can mend: said in words, without a stack. */
const explained = [
  InvalidEnvironmentError,
  PortTakenError,
  DatabaseUnusableError,
  DatabaseNewerThanCodeError,
  MigrationFailedError,
  RestoreUnfinishedError,
  DataDirectoryInUseError,
  CannotRunError,
];

const stop = new AbortController();
let fanal: Fanal | null = null;
let stopping: PromiseLike<void> | null = null;

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (stopping !== null) {
      process.stderr.write("Ending at once.\n");
      process.kill(process.pid, "SIGKILL");
    }
    process.stderr.write("Draining. Press Ctrl+C again to end at once.\n");
    stop.abort(new Error("stopped"));
    stopping = fanal?.[Symbol.asyncDispose]() ?? Promise.resolve();
  });
}

try {
  fanal = await startFanal(readConfig(process.env), {
    signal: stop.signal,
    notice: (line) => process.stderr.write(`  ${line}\n`),
  });
  if (stop.signal.aborted) await fanal[Symbol.asyncDispose]();
  else process.stdout.write(greeting(fanal));
} catch (error) {
  if (!stop.signal.aborted) {
    process.stderr.write(`\n${sayWhy(error)}\n`);
    process.exitCode = 1;
  }
}

function greeting({ url, demo }: Fanal): string {
  const lines = [`Dashboard    ${url}/`];
  if (demo?.pageUrl) lines.push(`Status page  ${demo.pageUrl}`);
  if (demo) lines.push(`Sign in      ${demo.login.email}  ${demo.login.password}`);
  return `\n  Fanal is ready.\n\n${lines.map((line) => `  ${line}\n`).join("")}\n`;
}

function sayWhy(error: unknown): string {
  if (error instanceof Error && explained.some((kind) => error instanceof kind)) return error.message;
  // With its causes: what wraps an error of PostgreSQL tells which query failed, and not why.
  return inspect(error);
}
