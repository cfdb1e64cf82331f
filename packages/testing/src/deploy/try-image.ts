import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { image } from "./files.ts";

// npm run image:try, as root: what Docker does by the Dockerfile, where there is no Docker. Takes some minutes.

/** Of the user `node` in the image. */
const account = 1000;
const root = fileURLToPath(new URL("../../../../", import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "fanal-image-"));
const [sources, data] = [path.join(folder, "fanal"), path.join(folder, "data")];
const node = path.dirname(process.execPath);
const PATH = `${node}:${process.env.PATH}`;

try {
  for (const made of [sources, data]) mkdirSync(made);
  chmodSync(folder, 0o755);
  chownSync(data, account, account);
  // COPY . .
  step(`git -C '${root}' ls-files -z | (cd '${root}' && xargs -0 tar -cf -) | tar --no-same-owner -xf -`);
  for (const run of image.steps.filter((one) => one.startsWith("npm "))) step(run);
  await runImage();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function step(command: string): void {
  const startedAt = Date.now();
  const { status } = spawnSync("bash", ["-o", "pipefail", "-c", command], {
    cwd: sources,
    // With what this machine needs to reach npm.
    env: { ...process.env, PATH },
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) throw new Error(`${command} ended with ${status}`);
  console.log(`RUN ${command} (${Math.round((Date.now() - startedAt) / 1000)} s)`);
}

/** CMD and HEALTHCHECK, as somebody who owns nothing but the data folder, with no database but its own. */
async function runImage(): Promise<void> {
  const env = { PATH, HOME: folder, ...image.environment, PORT: "31415", FANAL_DATA_DIR: data };
  const as = { cwd: sources, env, uid: account, gid: account };
  const [, ...command] = image.command;
  const [, ...health] = image.healthCheck;
  const server = spawn(process.execPath, command, { ...as, stdio: "inherit" });
  const isWell = () => spawnSync(process.execPath, health, as).status === 0;
  const isReady = () =>
    fetch(`http://127.0.0.1:${env.PORT}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) {
    if (server.exitCode !== null) throw new Error(`The server ended with ${server.exitCode}`);
    await pause(500);
  }
  console.log(`HEALTHCHECK ${isWell() ? "is well" : "is not well"}`);
  const backup = spawnSync("npm", ["run", "-s", "backup", "--", "--to", `${data}/`], {
    ...as,
    stdio: "inherit",
  });
  console.log(`npm run backup ended with ${backup.status}`);
  server.kill("SIGTERM");
  await once(server, "exit");
  console.log(`CMD ended with ${server.exitCode} when it was asked to`);
}
