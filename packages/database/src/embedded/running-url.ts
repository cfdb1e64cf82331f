import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { urlOf } from "./connection.ts";

/** The address of the PostgreSQL that another process runs in this folder, as that process left it there. */
export async function urlOfRunning(directory: string): Promise<string> {
  const kept = async (file: string) => (await readFile(join(directory, file), "utf8")).trim();
  return urlOf(await kept("password"), Number(await kept("port")));
}
