import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import process from "node:process";
import { exitCodes, Failure } from "./failure.ts";

/** Which server, which organization, and by which key. */
export interface Settings {
  url: string;
  organization: string;
  key: string;
}

/** Options of every command. */
export interface GlobalOptions {
  url?: string;
  organization?: string;
  json?: boolean;
}

/** Where `fanal login` keeps what it was told; only its owner reads the file. */
export function settingsFile(): string {
  const base = process.env.XDG_CONFIG_HOME || path.join(homedir(), ".config");
  return process.env.FANAL_CONFIG || path.join(base, "fanal", "config.json");
}

/** From the options, else the environment, else the file. */
export async function readSettings({ url, organization }: GlobalOptions): Promise<Settings> {
  const kept = await keptSettings();
  const found = {
    url: url ?? process.env.FANAL_URL ?? kept.url,
    organization: organization ?? process.env.FANAL_ORGANIZATION ?? kept.organization,
    key: process.env.FANAL_API_KEY ?? kept.key,
  };
  return {
    url: found.url ?? missing("Which server? Run fanal login, or set FANAL_URL."),
    organization:
      found.organization ?? missing("Which organization? Run fanal login, or set FANAL_ORGANIZATION."),
    key: found.key ?? missing("There is no API key. Run fanal login, or set FANAL_API_KEY."),
  };
}

export async function keepSettings(settings: Settings): Promise<string> {
  const file = settingsFile();
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  // A file that was there already keeps its mode.
  await chmod(file, 0o600);
  return file;
}

export async function forgetSettings(): Promise<void> {
  await rm(settingsFile(), { force: true });
}

async function keptSettings(): Promise<Partial<Settings>> {
  const file = settingsFile();
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "{}";
    throw error;
  });
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== "object" || kept === null) throw new SyntaxError();
    return Object.fromEntries(
      Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  } catch {
    throw new Failure(`${file} cannot be read. Run fanal login to write it anew.`, {
      exitCode: exitCodes.usage,
      code: "bad_settings",
    });
  }
}

function missing(message: string): never {
  throw new Failure(message, { exitCode: exitCodes.notAllowed, code: "no_settings" });
}
