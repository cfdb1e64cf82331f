import { execFile } from "node:child_process";
import { copyFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { cookieOf, signUp, startServerProcess } from "@fanal/testing";
import { expect, test } from "vitest";
import { temporaryFolder } from "./processes.ts";

const onePixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const scripts = fileURLToPath(new URL("../../scripts/", import.meta.url));
const organization = "lumen";

/** `npm run backup` or `npm run restore`, on the database of a data folder. */
function command(name: "backup" | "restore", dataDirectory: string, ...args: string[]) {
  return promisify(execFile)(process.execPath, [path.join(scripts, `${name}.mjs`), ...args], {
    env: { ...process.env, DATABASE_URL: "", FANAL_DATA_DIR: dataDirectory },
  });
}

const textOf = (url: string) => fetch(url).then((answer) => answer.text());
const imageOn = (page: string) => /images\/[0-9a-f]+\.png/.exec(page)?.[0] ?? "none";

test("what was backed up while people wrote comes back into an empty data folder with its page, images and sign-in, and is used on", {
  timeout: 90_000,
}, async () => {
  await using folder = await temporaryFolder();
  const [before, after] = [path.join(folder.path, "before"), path.join(folder.path, "after")];
  const environment = { PORT: "0", FANAL_DEMO: "0", FANAL_LOG_LEVEL: "silent" };
  await using stack = new AsyncDisposableStack();
  const server = stack.use(await startServerProcess({ ...environment, FANAL_DATA_DIR: before }));
  const { client, email, password } = await signUp(server.url, "Mara Ilves");
  await client.organizations.create({ name: "Lumen", slug: organization });
  const [{ id: pageId } = { id: "" }] = await client.statusPages.list({ organization });
  await client.statusPages.putImage({ organization, pageId, kind: "logo_light", data: onePixel });
  const address = `/status/${organization}`;
  await expect.poll(() => textOf(server.url + address).then(imageOn)).toContain(".png");
  const image = imageOn(await textOf(server.url + address));

  const file = path.join(folder.path, "fanal.tar.gz");
  const names: string[] = [];
  let isBackedUp = false;
  const write = async () => {
    while (!isBackedUp) {
      const { name } = await client.services.create({ organization, name: `Service ${names.length}` });
      names.push(name);
    }
  };
  const backUp = async () => {
    await expect.poll(() => names.length).toBeGreaterThan(2);
    await command("backup", before, "--to", file);
    isBackedUp = true;
  };
  await Promise.all([write(), backUp()]);
  expect(await server.stop()).toBe(0);

  await mkdir(after);
  await copyFile(path.join(before, "secret"), path.join(after, "secret"));
  const { stdout } = await command("restore", after, file);
  expect(stdout).toMatch(/^Restored \d+ rows of \d+ tables/);

  const restored = stack.use(await startServerProcess({ ...environment, FANAL_DATA_DIR: after }));
  expect(imageOn(await textOf(restored.url + address))).toBe(image);
  const served = await fetch(`${restored.url}${address}/${image}`);
  expect(served.headers.get("content-type")).toBe("image/png");
  const signedIn = await fetch(`${restored.url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: restored.url },
    body: JSON.stringify({ email, password }),
  });
  const cookie = cookieOf(signedIn);
  const api = `${restored.url}/api/v1/organizations/${organization}/services`;
  const services: { name: string }[] = await (await fetch(api, { headers: { cookie } })).json();
  expect(services.map(({ name }) => name)).toEqual(expect.arrayContaining(names.slice(0, 3)));
  const made = await fetch(api, {
    method: "POST",
    headers: { "content-type": "application/json", origin: restored.url, cookie },
    body: JSON.stringify({ name: "Made after the restore" }),
  });
  expect(made.status).toBe(201);
});
