import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const repository = fileURLToPath(new URL("../../../", import.meta.url));

export interface InstalledPackage extends AsyncDisposable {
  /** A project outside of the repository, which has the package and what it depends on. */
  folder: string;
}

/** Builds one of our packages, packs it as npm publishes it, and installs that where nothing else is. */
export async function installPackage(name: "sdk" | "cli"): Promise<InstalledPackage> {
  const folder = await mkdtemp(path.join(tmpdir(), `fanal-${name}-`));
  await run(process.execPath, [path.join(repository, "scripts/package.mjs"), name]);
  const built = path.join(repository, "packages", name, "dist");
  const packed = await npm(["pack", built, "--pack-destination", folder], folder);
  const tarball = packed.trim().split("\n").at(-1) ?? "";
  await writeFile(path.join(folder, "package.json"), JSON.stringify({ name: "somebody", private: true }));
  await npm(
    ["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts", `./${tarball}`],
    folder,
  );
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

async function npm(args: string[], folder: string): Promise<string> {
  const { stdout } = await run("npm", args, { cwd: folder, shell: process.platform === "win32" });
  return stdout;
}
