import { createHash } from "node:crypto";
import { mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { type Account, accountForPostgres, canEnter } from "./account.ts";
import { type PostgresBinaries, reachableBinaries } from "./binaries.ts";
import { CannotRunError } from "./cannot-run.ts";

/** Where everything of one embedded PostgreSQL is, and who runs it. */
export interface Placement {
  /** The folder that was asked for: password, port and log are here, readable by Fanal alone. */
  readonly directory: string;
  /** PostgreSQL's own folder: inside `directory`, or elsewhere when its account cannot enter that. */
  readonly dataDirectory: string;
  readonly account: Account | null;
  readonly binaries: PostgresBinaries;
}

/** Where data and programs go when the folder that was asked for is closed to PostgreSQL's account (as in `/root`). */
export const systemDirectory = "/var/lib/fanal";

export async function place(
  wanted: string,
  log: (line: string) => void,
  programs: PostgresBinaries,
): Promise<Placement> {
  await mkdir(wanted, { recursive: true, mode: 0o711 }).catch(explainDenied(wanted));
  const directory = await realpath(wanted);
  const inside = join(directory, "data");
  const insideAccount = await accountForPostgres(inside);
  const binaries = await reachableBinaries(programs, insideAccount, systemDirectory);
  if (insideAccount === null || (await canEnter(directory, insideAccount))) {
    return { directory, dataDirectory: inside, account: insideAccount, binaries };
  }
  const outside = join(systemDirectory, shortHash(directory));
  await mkdir(outside, { recursive: true, mode: 0o711 });
  const dataDirectory = join(outside, "data");
  log(`PostgreSQL cannot enter ${directory}, so its data is in ${dataDirectory}.`);
  return { directory, dataDirectory, account: await accountForPostgres(dataDirectory), binaries };
}

/** Enough of a hash to tell folders apart, short enough for a path. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** Says of a failure to use `path` what a person can do about it; passes on what nobody can. */
export function explainDenied(path: string): (cause: unknown) => never {
  return (cause) => {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    const remedy = remedies[code];
    if (remedy === undefined) throw cause;
    throw new CannotRunError(
      `Fanal may not use ${path} (${code}). ${remedy}, or choose another folder with FANAL_DATA_DIR.`,
      { cause },
    );
  };
}

const giveAccess = "Give this user access to it, start Fanal as the user it belongs to";
const makeRoom = "Move the file that is in its place away";
const remedies: Record<string, string> = {
  EACCES: giveAccess,
  EPERM: giveAccess,
  EROFS: giveAccess,
  EEXIST: makeRoom,
  ENOTDIR: makeRoom,
  ENOSPC: "Free some space on its disk",
};
