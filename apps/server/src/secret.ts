import { hkdfSync, randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Config } from "./config.ts";

/** The secret of the installation, and those that it had before: what was signed or sealed with them still counts. */
export interface Secrets {
  present: string;
  /** The last one first. */
  earlier: readonly string[];
}

/** The secrets that are configured. An installation that was given none has one that is made once. */
export async function secretsOf({
  secret,
  earlierSecrets,
  dataDirectory,
}: Pick<Config, "secret" | "earlierSecrets" | "dataDirectory">): Promise<Secrets> {
  return { present: secret ?? (await keepSecret(dataDirectory)), earlier: earlierSecrets };
}

/** Tells secrets apart without telling anything of them: 12 hexadecimal digits. */
export function secretId(secret: string): string {
  return Buffer.from(hkdfSync("sha256", secret, "", "fanal secret id", 6)).toString("hex");
}

/** The file that keeps the secret of an installation that was given none. */
export function secretFileOf(dataDirectory: string): string {
  return path.join(dataDirectory, "secret");
}

/** The secret that is kept in the data folder; `null` where none is. */
export async function findKeptSecret(dataDirectory: string): Promise<string | null> {
  try {
    return (await readFile(secretFileOf(dataDirectory), "utf8")).trim();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** Keeps it in the data folder for its owner only. Fails where one is kept already. */
export async function putSecret(dataDirectory: string, secret: string): Promise<void> {
  await mkdir(dataDirectory, { recursive: true });
  await writeFile(secretFileOf(dataDirectory), `${secret}\n`, { mode: 0o600, flag: "wx" });
}

/** Made once. */
async function keepSecret(dataDirectory: string): Promise<string> {
  const kept = await findKeptSecret(dataDirectory);
  if (kept !== null) return kept;
  const secret = randomBytes(32).toString("base64url");
  await putSecret(dataDirectory, secret);
  return secret;
}
