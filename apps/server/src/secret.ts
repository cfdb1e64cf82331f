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

/** Made once, kept in the data folder for its owner only. */
async function keepSecret(dataDirectory: string): Promise<string> {
  const file = path.join(dataDirectory, "secret");
  await mkdir(dataDirectory, { recursive: true });
  try {
    return (await readFile(file, "utf8")).trim();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  const secret = randomBytes(32).toString("base64url");
  await writeFile(file, `${secret}\n`, { mode: 0o600, flag: "wx" });
  return secret;
}
