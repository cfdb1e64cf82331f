import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(import.meta.resolve("@fanal/server/main"));

/** Runs the server's program until it ends by itself, and tells how it ended and what it said. */
export function runToItsEnd(
  environment: Record<string, string>,
): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main], {
      env: { ...process.env, HOST: "127.0.0.1", FANAL_LOG_LEVEL: "silent", ...environment },
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
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, said }));
  });
}
