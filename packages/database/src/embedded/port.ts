import { randomInt } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { CannotRunError } from "./cannot-run.ts";

/** The port of the last run when it is still free, else another one, which is kept for the next run. */
export async function choosePort(directory: string): Promise<number> {
  const file = join(directory, "port");
  const kept = Number(await readFile(file, "utf8").catch(() => ""));
  if (Number.isInteger(kept) && kept > 0 && (await isFree(kept))) return kept;
  const port = await findFreePort();
  await writeFile(file, `${port}\n`, { mode: 0o600 });
  return port;
}

/** Below the ports that systems give to outgoing connections, so that nobody takes it while PostgreSQL restarts. */
async function findFreePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = randomInt(20_000, 32_768);
    if (await isFree(port)) return port;
  }
  throw new CannotRunError("No free port was found for PostgreSQL between 20000 and 32767.");
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
