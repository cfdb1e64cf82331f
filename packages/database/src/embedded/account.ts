import { readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { CannotRunError } from "./cannot-run.ts";

/** An account of the operating system that PostgreSQL runs as when Fanal itself runs as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Who runs PostgreSQL: `null` means whoever runs Fanal. PostgreSQL refuses to run as root, so root hands it to
 * the owner of the existing data, else to `postgres` or `nobody`.
 */
export async function accountForPostgres(dataDirectory: string): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(dataDirectory).catch(() => null);
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = await readFile("/etc/passwd", "utf8").catch(() => "");
  const account = findAccount(accounts, "postgres") ?? findAccount(accounts, "nobody");
  if (account !== null) return account;
  throw new CannotRunError(
    "PostgreSQL does not run as root, and this machine has neither an account named postgres nor nobody. " +
      "Start Fanal as an ordinary user, or set DATABASE_URL to a PostgreSQL 15 or newer.",
  );
}

function findAccount(accounts: string, name: string): Account | null {
  const line = accounts.split("\n").find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

/** Whether the account can enter the folder and all those above it. A folder that does not exist yet is left out. */
export async function canEnter(folder: string, account: Account): Promise<boolean> {
  const path = resolve(folder);
  const entry = await stat(path).catch(() => null);
  const isOpen = entry === null || mayExecute(entry, account);
  const parent = dirname(path);
  return isOpen && (parent === path || (await canEnter(parent, account)));
}

function mayExecute(entry: { uid: number; gid: number; mode: number }, account: Account): boolean {
  if (entry.uid === account.uid) return (entry.mode & 0o100) !== 0;
  if (entry.gid === account.gid) return (entry.mode & 0o010) !== 0;
  return (entry.mode & 0o001) !== 0;
}
