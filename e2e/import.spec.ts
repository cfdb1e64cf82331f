import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, isTooWide, openAs, openUntilStatus, openWindow, phone } from "./support/dashboard.ts";

let fanal: TestFanal;
let cachet: Server;
let browser: Browser;

const lists: Record<string, unknown[]> = {
  "/api/v1/components/groups": [{ id: 3, name: "Platform", order: 1 }],
  "/api/v1/components": [
    { id: 1, name: "API", description: "For programs", status: 1, order: 1, group_id: 3 },
    { id: 2, name: "Website", description: "", status: 2, order: 2, group_id: 0 },
  ],
  "/api/v1/incidents": [
    {
      id: 12,
      component_id: 1,
      name: "Slow answers",
      status: 1,
      visible: 1,
      message: "We look.",
      occurred_at: "2026-05-04 09:00:00",
      updated_at: "2026-05-04 11:00:00",
      updates: [{ status: 4, message: "Fixed by a restart.", created_at: "2026-05-04 10:00:00" }],
    },
    { id: 13, component_id: 0, name: "Rehearsal", status: 1, visible: 0, message: "" },
  ],
  "/api/v1/schedules": [],
  "/api/v1/subscribers": [],
};

beforeAll(async () => {
  cachet = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://cachet");
    const data = pathname === "/api/v1/ping" ? "Pong!" : lists[pathname];
    response.writeHead(data === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify({ data }));
  }).listen(0, "127.0.0.1");
  await once(cachet, "listening");
  [fanal, browser] = await Promise.all([
    startTestFanal(inject("clusterUrl"), { allowsPrivateNetworks: true }),
    launchBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
  cachet.closeAllConnections();
  cachet.close();
});

test("an admin looks at what would come from Cachet, has it made, and an old link leads a visitor there", async () => {
  const { port } = cachet.address() as AddressInfo; // Of a server that listens at a port.
  const house = await foundHouse(fanal, "mover", ["Website"]);
  const page = await openAs(browser, fanal.url, house.person);
  await page.goto(`${fanal.url}/app/mover/settings/import`);
  await page.getByText("Bring your past").waitFor();
  await page.getByRole("main").getByRole("button", { name: "New import" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Read", exact: true }).click();
  await dialog.getByText("Write the id of the page.").waitFor();
  await dialog.getByLabel("From").click();
  await page.getByRole("option", { name: "Cachet" }).click();
  await dialog.getByLabel("Address of Cachet").fill(`http://127.0.0.1:${port}`);
  await dialog.getByRole("button", { name: "Read", exact: true }).click();

  await dialog.getByRole("heading", { name: `What comes from Cachet at 127.0.0.1:${port}` }).waitFor();
  const row = (name: string) => dialog.getByRole("row", { name: new RegExp(`^${name} `) });
  expect(await row("Services").textContent()).toBe("Services110");
  expect(await row("Incidents").textContent()).toBe("Incidents101");
  await dialog.getByText("Visitors did not see it.").waitFor();
  await dialog.getByRole("button", { name: "Start import" }).click();

  await dialog.getByRole("heading", { name: `Imported from Cachet at 127.0.0.1:${port}` }).waitFor();
  expect(await row("Incidents").textContent()).toBe("Incidents101");
  await dialog.getByRole("button", { name: "Close" }).first().click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("list", { name: "Imports" }).getByText("4 of 4").waitFor();

  const visitor = await openWindow(browser, phone);
  await openUntilStatus(visitor, `${fanal.url}/status/mover/incidents/12`, 200);
  await visitor.getByRole("heading", { name: "Slow answers" }).waitFor();
  expect(new URL(visitor.url()).pathname).toMatch(/^\/status\/mover\/incidents\/[0-9a-f-]{36}$/);
  await visitor.getByText("Fixed by a restart.").waitFor();

  await page.setViewportSize(phone.viewport);
  await page.getByRole("button", { name: "Show the import from Cachet" }).click();
  await dialog.getByRole("heading", { name: `Imported from Cachet at 127.0.0.1:${port}` }).waitFor();
  expect(await isTooWide(page)).toBe(false);
});
