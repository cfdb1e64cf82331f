import type { Config } from "../config.ts";
import { findKeptSecret, secretFileOf } from "../secret.ts";

/** The secret of an installation that has one. Unlike a server, nobody makes one here: there would be nothing that it opens. */
export async function readSecret({
  secret,
  dataDirectory,
}: Pick<Config, "secret" | "dataDirectory">): Promise<string> {
  const found = secret ?? (await findKeptSecret(dataDirectory));
  if (found !== null) return found;
  throw new Error(
    `There is no Fanal in ${dataDirectory}: ${secretFileOf(dataDirectory)} is missing. Name its folder in FANAL_DATA_DIR, or set DATABASE_URL and FANAL_SECRET.`,
  );
}
