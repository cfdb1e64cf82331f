import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(import.meta.resolve("@fanal/server/main"));

export interface ServerProcess extends AsyncDisposable {
  readonly pid: number;
  readonly url: string;
  /** All that it has printed so far, on both streams. */
  output: () => string;
  /** Ends it like a power cut. Resolves when it is gone. */
  kill: () => Promise<void>;
  /** Asks it to end, as `docker stop` does. Resolves with its exit code. */
  stop: () => Promise<number | null>;
}

/**
 * A server as a process of its own, started as `npm start` does after its builds, or by another script. Resolves when it
 * says that it is ready.
 */
export async function startServerProcess(
  environment: Record<string, string>,
  script: string = main,
  args: string[] = [],
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [script, ...args], {
    // Without a database of the tests' own: it runs the one that comes with it, unless it is given another.
    env: { ...process.env, DATABASE_URL: "", HOST: "127.0.0.1", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ready = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      const url = /Dashboard\s+(http\S+?)\/\s/.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("exit", (code) =>
      reject(new Error(`The server ended with ${code} before it was ready:\n${output}`)),
    );
  });
  const url = await ready;
  return {
    pid: child.pid ?? -1,
    url,
    output: () => output,
    kill: () => end(child, "SIGKILL").then(() => undefined),
    stop: () => end(child, "SIGTERM"),
    [Symbol.asyncDispose]: () => end(child, "SIGKILL").then(() => undefined),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, "exit");
  child.kill(signal);
  await exit;
  return child.exitCode;
}
