import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { startServerProcess } from "@fanal/testing";
import { expect, test, vi } from "vitest";
import { copyCheckout } from "./checkout.ts";
import { freePort, isAlive, postgresOf, temporaryFolder } from "./processes.ts";

const start = fileURLToPath(new URL("../../scripts/start.mjs", import.meta.url));

test("npm start says where everything is and how to sign in, and all of it is so; asked to end, nothing stays behind", async () => {
  await using folder = await temporaryFolder();
  const environment = { PORT: "0", FANAL_DATA_DIR: folder.path };
  await using stack = new AsyncDisposableStack();
  const server = await startServerProcess(environment, start);
  stack.defer(() => server.stop().then(() => undefined));

  const page = /Status page {2}(\S+)/.exec(server.output())?.[1] ?? "";
  const [, email, password] = /Sign in {6}(\S+) {2}(\S+)/.exec(server.output()) ?? [];
  expect(page).toBe(`${server.url}/status/acme`);
  expect((await fetch(page)).status).toBe(200);
  expect(await (await fetch(`${server.url}/`)).text()).toContain('<div id="root">');
  const signIn = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url },
    body: JSON.stringify({ email, password }),
  });
  expect(signIn.status).toBe(200);

  const postgres = await postgresOf(folder.path);
  expect(await server.stop()).toBe(0);
  expect(isAlive(postgres)).toBe(false);
  await expect(fetch(page)).rejects.toThrow();

  const again = await startServerProcess(environment, start);
  stack.defer(() => again.stop().then(() => undefined));
  expect(again.output()).not.toMatch(/Installing|Building/);
  expect((await fetch(`${again.url}/status/acme`)).status).toBe(200);
  expect(await again.stop()).toBe(0);
  const log = await readFile(path.join(folder.path, "postgres", "postgres.log"), "utf8");
  expect(log.match(/database system is shut down/g)?.length).toBe(2);
  expect(log).not.toContain("not properly shut down");
});

test("npm run dev serves both front ends, follows changes of all three, and ends them together", {
  timeout: 120_000,
}, async () => {
  await using checkout = await copyCheckout();
  await using data = await temporaryFolder();
  const [port, dashboardPort] = [await freePort(), await freePort()];
  const server = await startServerProcess(
    { PORT: String(port), FANAL_DATA_DIR: data.path },
    path.join(checkout.path, "scripts/dev.mjs"),
    ["--dashboard-port", String(dashboardPort)],
  );
  await using stack = new AsyncDisposableStack();
  stack.defer(() => server.stop().then(() => undefined));
  const dashboard = `http://localhost:${dashboardPort}`;
  expect(server.output()).toContain(`hot reload is at ${dashboard}/`);
  const patience = { timeout: 30_000 };
  const change = async (file: string, before: string, after: string) => {
    const name = path.join(checkout.path, file);
    const text = await readFile(name, "utf8");
    expect(text).toContain(before);
    await writeFile(name, text.replace(before, after));
  };

  await expect.poll(() => textOf(`${dashboard}/`), patience).toContain("/@vite/client");
  await expect.poll(() => textOf(`${dashboard}/status/acme`), patience).toContain("<title>");
  const door = "src/features/account/sign-in-page.tsx";
  expect(await textOf(`${dashboard}/${door}`)).toContain("Sign in");
  await change(`apps/dashboard/${door}`, "Sign in", "Come in");
  await expect.poll(() => textOf(`${dashboard}/${door}`), patience).toContain("Come in");

  await change("apps/server/src/http/app.ts", 'c.text("ok")', 'c.text("very well")');
  await expect.poll(() => textOf(`${server.url}/healthz`), patience).toBe("very well");

  await change("apps/status-page/src/page-document.tsx", "<main", '<main data-changed="yes"');
  await expect.poll(() => textOf(`${server.url}/status/acme`), patience).toContain('data-changed="yes"');

  // The last change may still have it restart.
  const postgres = await vi.waitFor(() => postgresOf(data.path), patience);
  await server.stop();
  expect(isAlive(postgres)).toBe(false);
  await expect(fetch(dashboard)).rejects.toThrow();
  await expect(fetch(server.url)).rejects.toThrow();
});

/** What is there now; while a server restarts, nothing. */
function textOf(url: string): Promise<string> {
  return fetch(url).then(
    (response) => response.text(),
    () => "",
  );
}
