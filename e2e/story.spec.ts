import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  answered,
  desktop,
  isTooWide,
  openUntil,
  openWindow,
  phone,
  takeOffered,
} from "./support/dashboard.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

const heartbeatMs = 1_000;

interface Visitor {
  page: Page;
  /** Addresses that the page asked for since it was opened. */
  asked: string[];
}

/** A visitor's open page, which notes what it said until it is loaded again. */
async function openStatusPage(url: string, options: BrowserContextOptions): Promise<Visitor> {
  const page = await openWindow(browser, options);
  await page.goto(url);
  await page.evaluate(() => {
    const said: string[] = [];
    const note = () => said.push(document.body.textContent);
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true });
    Object.assign(window, { said });
  });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  return { page, asked };
}

interface Heard {
  at: number;
  text: string;
}

/** What the page's socket says, and when. */
async function listen(address: string, { page }: Visitor): Promise<Heard[]> {
  const version = await page.locator("html").getAttribute("data-version");
  const socket = new WebSocket(`${address.replace("http", "ws")}/live?version=${version}&language=en`);
  const heard: Heard[] = [];
  socket.addEventListener("message", ({ data }) =>
    heard.push({ at: Date.now(), text: String(data).replaceAll(/<[^>]*>/g, "") }),
  );
  await expect.poll(() => heard.length).toBe(1);
  return heard;
}

/**
 * Expects that a text is sent to open pages within a heartbeat of the server's answer, and that each says it without
 * asking for anything. When a browser without a screen shows what it has received is its own matter, and noisy.
 */
async function expectSoon(
  { visitors, heard }: { visitors: Visitor[]; heard: Heard[] },
  answeredAt: number,
  text: string,
): Promise<void> {
  const sentAt = () => heard.find((message) => message.text.includes(text))?.at;
  await expect.poll(sentAt).toBeDefined();
  expect((sentAt() ?? 0) - answeredAt).toBeLessThan(heartbeatMs);
  for (const { page, asked } of visitors) {
    await page.getByText(text).first().waitFor();
    const isSaid = await page.evaluate(
      (expected) =>
        "said" in window && Array.isArray(window.said) && window.said.some((one) => one.includes(expected)),
      text,
    );
    expect(isSaid, "the page was loaded again").toBe(true);
    expect(asked).toEqual([]);
  }
}

/** Does something that makes a window write, and tells when the server had answered. */
async function answerTo(page: Page, write: RegExp, act: () => Promise<void>): Promise<number> {
  const response = await answered(page, write, act);
  const { startTime, responseEnd } = response.request().timing();
  return startTime + responseEnd;
}

test("somebody signs up, names services and posts an incident, and open pages show each step without a reload", async () => {
  const operator = await openWindow(browser, desktop);
  await operator.goto(`${fanal.url}/sign-up`);
  await operator.getByLabel("Name").fill("Mara Ilves");
  await operator.getByLabel("E-mail").fill("mara@lumen.example");
  await operator.getByLabel("Password", { exact: true }).fill("a lamp for the night");
  await operator.getByRole("button", { name: "Sign up" }).click();

  await operator.getByLabel("Organization name").fill("Lumen");
  await operator.getByRole("button", { name: "Create organization" }).click();
  await operator.getByRole("heading", { name: "Name your services" }).waitFor();
  await operator.getByRole("button", { name: "Skip" }).click();
  await operator.getByRole("heading", { name: "Overview" }).waitFor();
  await operator.goto(`${fanal.url}/app/lumen/services`);
  await operator.getByRole("heading", { name: "No services yet" }).waitFor();

  for (const name of ["API", "Webhooks"]) {
    await operator.getByRole("button", { name: "New service" }).first().click();
    const dialog = operator.getByRole("dialog");
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByRole("button", { name: "Create service" }).click();
    await dialog.waitFor({ state: "detached" });
    await operator.getByRole("list", { name: "Services" }).getByText(name, { exact: true }).waitFor();
  }

  const address = `${fanal.url}/status/lumen`;
  const visitor = await openStatusPage(address, desktop);
  const visitorOnPhone = await openStatusPage(address, phone);
  const visitors = [visitor, visitorOnPhone];
  for (const { page } of visitors) {
    await page.getByRole("heading", { name: "All Systems Operational" }).waitFor();
    await page.getByText("Webhooks").first().waitFor();
  }
  expect(await visitor.page.title()).toMatch(/^All Systems Operational/);
  const everybody = { visitors, heard: await listen(address, visitor) };

  await operator.getByRole("button", { name: "Status of API" }).click();
  const isSet = await answerTo(operator, /\/status$/, () =>
    operator.getByRole("menuitemradio", { name: "Partial outage" }).click(),
  );
  await expectSoon(everybody, isSet, "Minor Service Outage");
  await expectSoon(everybody, isSet, "1 of 2 services affected: API");
  expect(await visitor.page.title()).toMatch(/^Minor Service Outage/);

  await operator.keyboard.press("c");
  await operator.getByLabel("Title").waitFor();
  await operator.keyboard.type("Webhook deliveries delayed");
  await operator.keyboard.press("Tab");
  await operator.keyboard.type("Webhooks");
  await takeOffered(operator, "Webhooks");
  await operator.getByRole("button", { name: "Remove Webhooks" }).waitFor();
  const isDeclared = await answerTo(operator, /\/incidents$/, () =>
    operator.keyboard.press("ControlOrMeta+Enter"),
  );
  await expectSoon(everybody, isDeclared, "Webhook deliveries delayed");
  await expectSoon(everybody, isDeclared, "2 of 2 services affected: API, Webhooks");

  const postUpdate = async (state: string, message: string) => {
    await operator.getByRole("combobox", { name: "State" }).click();
    await operator.getByRole("option", { name: state }).click();
    await operator.getByRole("textbox", { name: "Message" }).fill(message);
    return answerTo(operator, /\/updates$/, () => operator.keyboard.press("ControlOrMeta+Enter"));
  };
  const isIdentified = await postUpdate("Identified", "A queue worker is stuck. *No event is lost.*");
  await expectSoon(everybody, isIdentified, "A queue worker is stuck. No event is lost.");
  expect(await visitor.page.locator("em", { hasText: "No event is lost." }).count()).toBe(1);

  const isResolved = await postUpdate("Resolved", "All delayed events were delivered.");
  await expectSoon(everybody, isResolved, "All delayed events were delivered.");
  for (const { page } of visitors) {
    await page.getByText("1 of 2 services affected: API").waitFor();
    const timeline = page.locator("#fragment-timeline");
    await timeline.getByText("Webhook deliveries delayed").waitFor();
    await timeline.getByText("API: Partial outage").waitFor();
    expect(await isTooWide(page)).toBe(false);
  }
});

test("the page without JavaScript tells the same", async () => {
  const { client } = await fanal.signUp("Jo Maar");
  await client.organizations.create({ name: "Quiet", slug: "quiet" });
  const service = await client.services.create({ organization: "quiet", name: "Search" });
  const incident = await client.incidents.create({
    organization: "quiet",
    title: "Search is slow",
    status: "investigating",
    message: "We see **slow** answers.",
    services: [{ serviceId: service.id, status: "degraded_performance" }],
  });
  await client.incidents.postUpdate({
    organization: "quiet",
    incidentId: incident.id,
    status: "identified",
    message: "An index is being rebuilt.",
  });

  const page = await openWindow(browser, { ...phone, javaScriptEnabled: false });
  await openUntil(page, `${fanal.url}/status/quiet`, page.getByText("An index is being rebuilt."));
  await page.getByRole("heading", { name: "Partially Degraded Service" }).waitFor();
  await page.getByText("1 of 1 service affected: Search").waitFor();
  await page.getByRole("heading", { name: "Search is slow" }).first().waitFor();
  await page.getByText("An index is being rebuilt.").first().waitFor();
  await page.locator("#fragment-timeline").getByText("Search is slow").waitFor();
});

test("a page that is not there is a true 404", async () => {
  const page = await openWindow(browser, desktop);
  const response = await page.goto(`${fanal.url}/status/nobody`);
  expect(response?.status()).toBe(404);
});
