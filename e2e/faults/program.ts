import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(import.meta.resolve("@fanal/server/main"));

interface End {
  code: number | null;
  /** All that it printed, on both streams. */
  said: string;
}

interface Program {
  ask: (signal: NodeJS.Signals) => void;
  ended: Promise<End>;
}

/** Runs the server's program, whether or not it ever becomes ready. */
export function startProgram(environment: Record<string, string>): Program {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, DATABASE_URL: "", HOST: "127.0.0.1", FANAL_LOG_LEVEL: "silent", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    // One that does not end would outlive the test that waits for it.
    timeout: 80_000,
    killSignal: "SIGKILL",
  });
  let said = "";
  const read = (chunk: Buffer) => {
    said += chunk;
  };
  child.stdout.on("data", read);
  child.stderr.on("data", read);
  const ended = new Promise<End>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, said }));
  });
  return { ask: (signal) => child.kill(signal), ended };
}

/** Runs the server's program until it ends by itself, and tells how it ended and what it said. */
export function runToItsEnd(environment: Record<string, string>): Promise<End> {
  return startProgram(environment).ended;
}
