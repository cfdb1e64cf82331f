import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { startServerProcess } from "@fanal/testing";
import { expect, test } from "vitest";
import { temporaryFolder } from "./processes.ts";
import { runToItsEnd } from "./program.ts";

const stackLine = /^\s+at /m;

test("a file where the data folder should be is said in words, and the program ends with 1", async () => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, "data");
  await writeFile(file, "");
  const { code, said } = await runToItsEnd({ PORT: "0", FANAL_DATA_DIR: file });
  expect(code).toBe(1);
  expect(said).toContain(`Fanal may not use ${file}`);
  expect(said).toContain("choose another folder with FANAL_DATA_DIR");
  expect(said).not.toMatch(stackLine);
});

test("a database whose password is lost or wrong is said in words, and the program ends with 1", {
  timeout: 90_000,
}, async () => {
  await using folder = await temporaryFolder();
  const environment = { PORT: "0", FANAL_DATA_DIR: folder.path, FANAL_DEMO: "0", FANAL_LOG_LEVEL: "silent" };
  const server = await startServerProcess(environment);
  await server.stop();

  const password = path.join(folder.path, "postgres", "password");
  await writeFile(password, "another one\n");
  const refused = await runToItsEnd(environment);
  expect(refused.code).toBe(1);
  expect(refused.said).toContain("refused the password that is kept with the data");
  expect(refused.said).not.toMatch(stackLine);

  await rm(password);
  const closed = await runToItsEnd(environment);
  expect(closed.code).toBe(1);
  expect(closed.said).toContain(`${password} is missing`);
  expect(closed.said).not.toMatch(stackLine);
});
