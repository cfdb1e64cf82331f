import { chmod, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { claim, DataDirectoryInUseError, lockDataDirectory } from "./lock.ts";
import { runFixture, temporaryFolder } from "./test-helpers.ts";

test("a data folder of another running server is refused with its process id and a way out", async () => {
  await using folder = await temporaryFolder();
  await using holder = await runFixture("lock.fixture.ts", [folder.path]);
  await expect(lockDataDirectory(folder.path)).rejects.toThrow(
    `The data folder ${folder.path} is in use by another running Fanal (process ${holder.pid}). ` +
      "Stop it, or choose another folder with FANAL_DATA_DIR.",
  );
});

test("a server in another container on the same volume, whose socket has a name of its own, is refused", async () => {
  await using folder = await temporaryFolder();
  await using holder = await runFixture("file-lock.fixture.ts", [folder.path]);
  await expect(lockDataDirectory(folder.path)).rejects.toThrow(DataDirectoryInUseError);
  await holder.kill();
  await using lock = await lockDataDirectory(folder.path);
  expect(lock).toBeDefined();
});

test("a data folder is free again after its server was killed", async () => {
  await using folder = await temporaryFolder();
  const holder = await runFixture("lock.fixture.ts", [folder.path]);
  await holder.kill();
  await using lock = await lockDataDirectory(folder.path);
  expect(lock).toBeDefined();
});

test("a data folder is free again after its lock was disposed of", async () => {
  await using folder = await temporaryFolder();
  const first = await lockDataDirectory(folder.path);
  await expect(lockDataDirectory(folder.path)).rejects.toThrow(DataDirectoryInUseError);
  await first[Symbol.asyncDispose]();
  await using second = await lockDataDirectory(folder.path);
  expect(second).toBeDefined();
});

test("two data folders can be used at once", async () => {
  await using one = await temporaryFolder();
  await using other = await temporaryFolder();
  await using first = await lockDataDirectory(one.path);
  await using second = await lockDataDirectory(other.path);
  expect(first).not.toBe(second);
});

test("a data folder that belongs to somebody else is refused with a way out, before anything is written to it", async () => {
  await using folder = await temporaryFolder();
  await chmod(folder.path, 0o500);
  const stranger = process.getuid?.() === 0 ? ["65534"] : [];
  await using other = await runFixture("lock.fixture.ts", [folder.path, ...stranger]);
  expect(other.firstLine).toBe(
    `CannotRunError: Fanal may not use ${folder.path} (EACCES). Give this user access to it, start Fanal as the user ` +
      "it belongs to, or choose another folder with FANAL_DATA_DIR.",
  );
});

test("a data folder with a file in its place is refused with a way out", async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, "file");
  await writeFile(file, "");
  for (const path of [file, join(file, "below")]) {
    await expect(lockDataDirectory(path)).rejects.toThrow(/Move the file .* away, or choose another folder/);
  }
});

test("where sockets are files, a stale file does not keep the folder closed and a living one does", async () => {
  await using folder = await temporaryFolder();
  const address = join(folder.path, "lock.sock");
  await leaveStaleSocket(address);
  await using lock = await claim(address, folder.path);
  expect(lock).toBeDefined();
  await expect(claim(address, folder.path)).rejects.toThrow(`(process ${process.pid})`);
});

/** A killed process leaves a file behind that nobody listens at; to connect to it is refused, as to this one. */
async function leaveStaleSocket(address: string): Promise<void> {
  await writeFile(address, "");
  const refused = await new Promise((resolve) => {
    createServer().once("error", resolve).listen(address);
  });
  expect(refused).toMatchObject({ code: "EADDRINUSE" });
}
