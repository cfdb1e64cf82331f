import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/** The secret of an installation that was given none: made once, kept in the data folder for its owner only. */
export async function keepSecret(dataDirectory: string): Promise<string> {
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
