import { randomBytes } from "node:crypto";
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { majorVersion } from "./binaries.ts";
import { CannotRunError } from "./cannot-run.ts";
import { explainDenied, type Placement } from "./placement.ts";
import { runProgram } from "./program.ts";

/** A database folder that is ready to be started. */
export interface Cluster extends Placement {
  readonly password: string;
}

/** Creates PostgreSQL's data folder and password, or checks those of an earlier run. */
export async function prepareCluster(
  placement: Placement,
  options: { durable: boolean; log: (line: string) => void },
): Promise<Cluster> {
  const { directory, dataDirectory } = placement;
  const passwordFile = join(directory, "password");
  const kept = await readFile(passwordFile, "utf8").catch(unlessMissing).catch(explainDenied(passwordFile));
  const version = await readFile(join(dataDirectory, "PG_VERSION"), "utf8").catch(unlessMissing);
  if (version !== null) checkVersion(version.trim(), placement);
  if (version !== null && kept !== null) return { ...placement, password: kept.trim() };
  if (version !== null) await setAside(placement, options.log);

  const password = kept?.trim() || randomBytes(24).toString("base64url");
  if (kept === null) await writeFile(passwordFile, `${password}\n`, { mode: 0o600, flag: "wx" });
  options.log("Creating the database. This happens once.");
  await initialize(placement, password, options.durable);
  return { ...placement, password };
}

function checkVersion(version: string, { binaries, dataDirectory }: Placement): void {
  if (version === majorVersion(binaries)) return;
  throw new CannotRunError(
    `The data in ${dataDirectory} was made by PostgreSQL ${version}, but this Fanal brings PostgreSQL ` +
      `${majorVersion(binaries)}. Run npm run backup with the Fanal that made it, and npm run restore with this one into a new folder.`,
  );
}

/**
 * Data whose password is gone. Beside the password it was lost by accident and a person decides; elsewhere, the
 * folder that was asked for has been deleted to begin anew, so the old data is kept but no longer used.
 */
async function setAside(placement: Placement, log: (line: string) => void): Promise<void> {
  const { directory, dataDirectory } = placement;
  if (dirname(dataDirectory) === directory) {
    throw new CannotRunError(
      `${join(directory, "password")} is missing, and without it the database in ${dataDirectory} stays closed. ` +
        `Put the file back, or move ${directory} away to begin with an empty database.`,
    );
  }
  const aside = `${dataDirectory}.${new Date().toISOString().replaceAll(":", "-")}`;
  await rename(dataDirectory, aside);
  log(`${directory} is new, so the earlier database of that folder was moved to ${aside}.`);
}

/** Runs initdb beside the final place and moves the result there, so a half-made folder never passes for a whole one. */
async function initialize(placement: Placement, password: string, durable: boolean): Promise<void> {
  const { account, binaries, dataDirectory } = placement;
  const partial = `${dataDirectory}.new`;
  const passwordFile = `${dataDirectory}.password`;
  await rm(partial, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  try {
    await mkdir(partial, { mode: 0o700 });
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600, flag: "wx" });
    if (account !== null) {
      await chown(partial, account.uid, account.gid);
      await chown(passwordFile, account.uid, account.gid);
    }
    await runProgram({ binaries, account, program: "initdb" }, [
      ...["-D", partial, "--username=fanal", `--pwfile=${passwordFile}`, "--auth=scram-sha-256"],
      ...["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
      ...(durable ? [] : ["--no-sync"]),
    ]);
    await rename(partial, dataDirectory);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(partial, { recursive: true, force: true });
  }
}

function unlessMissing(error: unknown): null {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw error;
}

/** Size in bytes of a file, 0 when there is none. */
export async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(unlessMissing))?.size ?? 0;
}
