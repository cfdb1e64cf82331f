import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { violations } from "@fanal/testing/axe";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";

const organization = "acme";
let fanal: TestFanal;
let browser: Browser;
let mara: Person;
let serviceId: string;
/** An application of somebody else, at another origin, with a policy as strict as it can be. */
let application: Server;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
  mara = await fanal.signUp("Mara Ilves");
  await mara.client.organizations.create({ name: "Acme", slug: organization });
  serviceId = (await mara.client.services.create({ organization, name: "API" })).id;
  await mara.client.services.create({ organization, name: "Website" });
  await untilPageTells((summary) => summary.components.length === 2);
  application = createServer((request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    const policy = `default-src 'none'; script-src ${fanal.url}; connect-src ${fanal.url}`;
    response.setHeader("content-security-policy", policy);
    const language = new URL(request.url ?? "", "http://application").searchParams.get("lang") ?? "en";
    response.end(`<!doctype html><html lang="${language}"><title>Shop</title><main><h1>Shop</h1></main>
      <script src="${fanal.url}/embed.js" data-page="acme" async></script></html>`);
  });
  await new Promise<void>((listening) => application.listen(0, "127.0.0.1", listening));
});
afterAll(async () => {
  await browser.close();
  await new Promise((closed) => application.close(closed));
  await fanal[Symbol.asyncDispose]();
});

interface Summary {
  components: unknown[];
  incidents: { name: string }[];
}

function untilPageTells(holds: (summary: Summary) => boolean): Promise<void> {
  return vi.waitFor(
    async () => {
      const response = await fetch(summaryUrl());
      if (!response.ok || !holds(await response.json())) throw new Error("The page does not tell it yet.");
    },
    { timeout: 15_000, interval: 100 },
  );
}

function summaryUrl(): string {
  return `${fanal.url}/status/acme/api/v2/summary.json`;
}

/** Opens the application, and waits until its banner was told of the page. */
async function openApplication(page: Page, language = "en"): Promise<void> {
  const told = page.waitForResponse((response) => response.url().endsWith("/api/v2/summary.json"));
  await page.goto(`${applicationUrl()}?lang=${language}`);
  await (await told).finished();
  // What is asked after it is read after it.
  await page.evaluate(async (url) => void (await (await fetch(url)).json()), summaryUrl());
}

function applicationUrl(): string {
  const { port } = application.address() as AddressInfo; // It listens on a port.
  return `http://127.0.0.1:${port}/`;
}

test("the banner tells people in another application what is wrong, once they look again and until they close it", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("favicon")) complaints.push(message.text());
  });
  page.on("pageerror", ({ message }) => complaints.push(message));
  await page.clock.install();
  await openApplication(page);
  const banner = page.getByRole("status");
  await banner.waitFor({ state: "attached" });
  expect(await banner.textContent()).toBe("");

  await mara.client.incidents.create({
    organization,
    title: "Orders fail",
    message: "We look.",
    services: [{ serviceId, status: "partial_outage" }],
  });
  await untilPageTells(({ incidents }) => incidents.length === 1);
  await page.clock.fastForward(61_000);
  await banner.getByText("Orders fail").waitFor();
  expect(await banner.getByText("Minor Service Outage").isVisible()).toBe(true);
  const details = banner.getByRole("link", { name: "Details" });
  expect(await details.getAttribute("href")).toBe(`${fanal.url}/status/acme`);
  expect(await violations(page)).toEqual([]);

  await openApplication(page, "de");
  await banner.getByText("Begrenzte Störung").waitFor();
  await banner.getByRole("button", { name: "Ausblenden" }).press("Enter");
  await banner.getByText("Orders fail").waitFor({ state: "detached" });
  await openApplication(page);
  await banner.waitFor({ state: "attached" });
  expect(await banner.textContent()).toBe("");

  expect(await context.cookies()).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});

test("the preview shows the banner in the state and the language that are chosen", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${fanal.url}/embed?page=acme`);
  await page.getByRole("status").getByText("Partial System Outage").waitFor();
  await page.getByRole("link", { name: "Critical" }).click();
  await page.getByRole("status").getByText("Major System Outage").waitFor();
  await page.getByRole("link", { name: "Deutsch" }).click();
  await page.getByRole("status").getByText("Schwerer Ausfall").waitFor();
  expect(await violations(page)).toEqual([]);
  await context.close();
});

test("the reference of the API is drawn by what this server has", async () => {
  const page = await browser.newPage();
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(fanal.url) && !/^(data|blob):/.test(request.url()))
      elsewhere.push(request.url());
  });
  await page.goto(`${fanal.url}/api/docs`);
  await page.getByRole("heading", { name: "Fanal" }).waitFor();
  const search = page.getByRole("button", { name: /search/i }).first();
  await search.waitFor();
  // A page whose styles the policy refused has none.
  expect(await search.evaluate((button) => getComputedStyle(button).display)).not.toBe("inline-block");
  expect(elsewhere).toEqual([]);
  await page.close();
});
