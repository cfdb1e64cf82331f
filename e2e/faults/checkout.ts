import { existsSync } from "node:fs";
import { cp, mkdir, readdir, symlink } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type TemporaryFolder, temporaryFolder } from "./processes.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const scope = "@fanal";

/** The project in a folder of its own, to change what one likes. It shares the installed packages of this one. */
export async function copyCheckout(): Promise<TemporaryFolder> {
  const folder = await temporaryFolder();
  const isSource = (from: string) => !/\/(node_modules|\.git|\.data|\.cache|coverage)$/.test(from);
  await cp(root, folder.path, { recursive: true, filter: isSource, preserveTimestamps: true });
  for (const room of ["", "apps/dashboard", "apps/server", "apps/status-page"]) {
    const packages = path.join(root, room, "node_modules");
    // npm puts packages into a room of its own only where versions differ.
    if (existsSync(packages)) await linkPackages(packages, path.join(folder.path, room, "node_modules"));
  }
  return folder;
}

/** Links each package but our own, which the copy has itself. */
async function linkPackages(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    if (name.startsWith(".vite") || name === ".cache") continue;
    if (name === scope)
      await cp(path.join(from, name), path.join(to, name), { recursive: true, verbatimSymlinks: true });
    else await symlink(path.join(from, name), path.join(to, name));
  }
}
