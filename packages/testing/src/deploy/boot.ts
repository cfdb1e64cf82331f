import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Host } from "./hosts.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

export interface BootedHost extends AsyncDisposable {
  /** Where it listens, whatever its public address is. */
  url: string;
  /** How a program of the image ends that the host runs beside the server. */
  run: (program: readonly string[]) => Promise<number | null>;
  /** Asks it to end, as hosts do. Resolves with its exit code. */
  stop: () => Promise<number | null>;
}

/**
 * Starts the server with the environment that it has at a host and with none of this process's own. Only the port and the
 * data folder are others: those of the host may be taken here.
 */
export async function boot(host: Host, databaseUrl: string): Promise<BootedHost> {
  const folder = await mkdtemp(path.join(tmpdir(), "fanal-host-"));
  // Below those that the system gives to whoever asks for any.
  const port = String(20_000 + randomInt(10_000));
  const env = {
    PATH: process.env.PATH,
    ...host.image,
    ...host.environment,
    ...host.given,
    PORT: port,
    DATABASE_URL: databaseUrl,
    FANAL_DATA_DIR: folder,
  };
  const child = spawn(process.execPath, ["apps/server/src/main.ts"], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      said += chunk;
      if (said.includes("Fanal is ready.")) resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("exit", (code) => reject(new Error(`At ${host.name} it ended with ${code}:\n${said}`)));
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      const exit = once(child, "exit");
      child.kill(signal);
      await exit;
    }
    return child.exitCode;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    run: async ([, ...args]) => {
      const program = spawn(process.execPath, args, { cwd: root, env, stdio: "ignore" });
      await once(program, "exit");
      return program.exitCode;
    },
    stop: () => end("SIGTERM"),
    [Symbol.asyncDispose]: async () => {
      await end("SIGKILL");
      await rm(folder, { recursive: true, force: true });
    },
  };
}
