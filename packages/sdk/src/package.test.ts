import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import {
  type InstalledPackage,
  installPackage,
  type Person,
  startTestFanal,
  type TestFanal,
} from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

const run = promisify(execFile);
const organization = "acme";
let fanal: TestFanal;
let mara: Person;
let key: string;
/** A project of somebody else, that has the package from its tarball. */
let project: InstalledPackage;

beforeAll(async () => {
  [fanal, project] = await Promise.all([startTestFanal(inject("clusterUrl")), installPackage("sdk")]);
  mara = await fanal.signUp("Mara Ilves");
  await mara.client.organizations.create({ name: "Acme", slug: organization });
  await mara.client.services.create({ organization, name: "API" });
  const made = await mara.client.apiKeys.create({ organization, name: "CI", scopes: ["admin"] });
  key = made.key ?? "";
}, 240_000);
afterAll(async () => {
  await project[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

test("the examples of the README compile against the package's types, and do what they say", async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => code);
  expect(examples.length).toBeGreaterThan(4);
  await writeFile(path.join(project.folder, "example.mts"), examples.join("\n"));
  const config = {
    compilerOptions: {
      ...{
        target: "ES2022",
        module: "NodeNext",
        strict: true,
        exactOptionalPropertyTypes: true,
        noEmit: true,
      },
      ...{ skipLibCheck: true, types: ["node"], typeRoots: [repository("node_modules/@types")] },
    },
    files: ["example.mts"],
  };
  await writeFile(path.join(project.folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = repository("node_modules/@typescript/native/bin/tsc");
  await run(process.execPath, [tsc, "-p", project.folder]).catch(({ stdout }) => expect(stdout).toBe(""));
  const { stdout } = await run(process.execPath, ["example.mts"], {
    cwd: project.folder,
    env: { ...process.env, FANAL_URL: fanal.url, FANAL_API_KEY: key },
  });
  expect(stdout).toContain("Some requests fail resolved");
  expect(stdout).toContain("Somebody changed this in the meantime.");
  const [api] = await mara.client.services.list({ organization });
  expect(api).toMatchObject({ name: "API", manualStatus: "partial_outage" });
});

test("a wrong name does not compile", async () => {
  const wrong = `import { createFanal } from "@fanal/sdk";
    await createFanal({ url: "", key: "" }).services.setStatus({ organization: "acme", serviceId: "1", status: "broken" });`;
  await writeFile(path.join(project.folder, "example.mts"), wrong);
  const tsc = repository("node_modules/@typescript/native/bin/tsc");
  const answer = await run(process.execPath, [tsc, "-p", project.folder]).catch(({ stdout }) => ({ stdout }));
  expect(answer.stdout).toContain(`"broken"`);
});

test("the package is plain JavaScript and types that import nothing of the workspace", async () => {
  const installed = path.join(project.folder, "node_modules/@fanal/sdk");
  const files = await readdir(installed, { recursive: true, withFileTypes: true });
  const names = files.filter((file) => file.isFile()).map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(["README.md", "LICENSE", "package.json", "index.js", "index.d.ts"]),
  );
  expect(names.filter((name) => /(?<!\.d)\.ts$|\.test\./.test(name))).toEqual([]);
  for (const file of files.filter(({ name }) => /\.(js|d\.ts)$/.test(name))) {
    const code = await readFile(path.join(file.parentPath, file.name), "utf8");
    expect(code, file.name).not.toMatch(/from "@fanal\//);
  }
});

function repository(file: string): string {
  return fileURLToPath(new URL(`../../../${file}`, import.meta.url));
}
