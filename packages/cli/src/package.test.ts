import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { installPackage, startTestFanal } from "@fanal/testing";
import { expect, inject, test } from "vitest";

test("the package that npm gets installs and runs", async () => {
  await using fanal = await startTestFanal(inject("clusterUrl"));
  await using project = await installPackage("cli");
  const { client } = await fanal.signUp("Mara Ilves");
  await client.organizations.create({ name: "Acme", slug: "acme" });
  await client.services.create({ organization: "acme", name: "API" });
  const { key } = await client.apiKeys.create({ organization: "acme", name: "CI", scopes: ["read"] });
  const installed = path.join(project.folder, "node_modules/@fanal/cli/cli/src/fanal.js");
  const { stdout } = await promisify(execFile)(process.execPath, [installed, "service", "list"], {
    env: {
      ...{ PATH: process.env.PATH, FANAL_CONFIG: path.join(project.folder, "none.json") },
      ...{ FANAL_URL: fanal.url, FANAL_ORGANIZATION: "acme", FANAL_API_KEY: key ?? "" },
    },
  });
  expect(stdout).toMatch(/^API +operational/);
}, 240_000);
