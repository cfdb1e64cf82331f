import { spawn } from "node:child_process";
import type { Account } from "./account.ts";
import { type PostgresBinaries, type Program, programPath } from "./binaries.ts";
import { CannotRunError } from "./cannot-run.ts";

export interface ProgramToRun {
  readonly binaries: PostgresBinaries;
  readonly account: Account | null;
  readonly program: Program;
}

/** Options that every program of PostgreSQL is started with: the account, a plain environment, a folder that it can enter. */
export function spawnOptions(account: Account | null) {
  return {
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
    // PG… variables and locales of the person who starts Fanal must not change how the database behaves.
    env: { LC_ALL: "C", TZ: "UTC", ...inherited("PATH", "SystemRoot", "TEMP", "TMP", "LD_LIBRARY_PATH") },
    cwd: process.platform === "win32" ? undefined : "/",
    windowsHide: true,
  };
}

function inherited(...names: string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** Runs a program to its end. Throws with what it said when it fails. */
export function runProgram({ binaries, account, program }: ProgramToRun, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(programPath(binaries, program), args, {
      ...spawnOptions(account),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk;
    });
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk;
    });
    child.on("error", (cause) => reject(cannotRun(program, cause)));
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new CannotRunError(`${program} failed:\n${said.trim()}`));
    });
  });
}

export function cannotRun(program: Program, cause: Error): Error {
  return new CannotRunError(
    `The built-in PostgreSQL does not run on this machine (${program}: ${cause.message}). ` +
      "Set DATABASE_URL to a PostgreSQL 15 or newer.",
    { cause },
  );
}
