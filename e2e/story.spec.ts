import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { desktop, isTooWide, openWindow, phone } from "./support/dashboard.ts";

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

/** A visitor's open page, which notes what it said when, until it is loaded again. */
async function openStatusPage(url: string, options: BrowserContextOptions): Promise<Page> {
  const page = await openWindow(browser, options);
  await page.goto(url);
  await page.evaluate(() => {
    const said: { at: number; text: string }[] = [];
    const note = () => said.push({ at: Date.now(), text: document.body.textContent });
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true });
    Object.assign(window, { said });
  });
  return page;
}

/** Waits until each page says the text, and expects that it did so within a heartbeat of the server's answer. */
async function expectSoon(pages: Page[], answeredAt: number, text: string): Promise<void> {
  for (const page of pages) {
    await page.getByText(text).first().waitFor();
    const saidAt = await page.evaluate((expected) => {
      const said: { at: number; text: string }[] =
        "said" in window && Array.isArray(window.said) ? window.said : [];
      return said.find((one) => one.text.includes(expected))?.at;
    }, text);
    expect(saidAt, "the page was loaded again").toBeDefined();
    expect((saidAt ?? 0) - answeredAt).toBeLessThan(heartbeatMs);
  }
}

/** Does something that makes a window write, and tells when the server had answered. */
async function answerTo(page: Page, write: RegExp, act: () => Promise<void>): Promise<number> {
  const answer = page.waitForResponse(
    (response) => response.request().method() !== "GET" && write.test(response.url()),
  );
  await act();
  const response = await answer;
  await response.finished();
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
  await operator.waitForURL("**/app/lumen/services");

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
  for (const page of visitors) {
    await page.getByRole("heading", { name: "All Systems Operational" }).waitFor();
    await page.getByText("Webhooks").first().waitFor();
  }
  expect(await visitor.title()).toMatch(/^All Systems Operational/);

  await operator.getByRole("button", { name: "Status of API" }).click();
  const isSet = await answerTo(operator, /\/status$/, () =>
    operator.getByRole("menuitemradio", { name: "Partial outage" }).click(),
  );
  await expectSoon(visitors, isSet, "Minor Service Outage");
  await expectSoon(visitors, isSet, "1 of 2 services affected: API");
  expect(await visitor.title()).toMatch(/^Minor Service Outage/);

  await operator.keyboard.press("c");
  await operator.getByLabel("Title").waitFor();
  await operator.keyboard.type("Webhook deliveries delayed");
  await operator.keyboard.press("Tab");
  await operator.keyboard.type("Webhooks");
  await operator.keyboard.press("Enter");
  const isDeclared = await answerTo(operator, /\/incidents$/, () =>
    operator.keyboard.press("ControlOrMeta+Enter"),
  );
  await expectSoon(visitors, isDeclared, "Webhook deliveries delayed");
  await expectSoon(visitors, isDeclared, "2 of 2 services affected: API, Webhooks");

  const postUpdate = async (state: string, message: string) => {
    await operator.getByRole("combobox", { name: "State" }).click();
    await operator.getByRole("option", { name: state }).click();
    await operator.getByRole("textbox", { name: "Message" }).fill(message);
    return answerTo(operator, /\/updates$/, () => operator.keyboard.press("ControlOrMeta+Enter"));
  };
  const isIdentified = await postUpdate("Identified", "A queue worker is stuck. *No event is lost.*");
  await expectSoon(visitors, isIdentified, "A queue worker is stuck. No event is lost.");
  expect(await visitor.locator("em", { hasText: "No event is lost." }).count()).toBe(1);

  const isResolved = await postUpdate("Resolved", "All delayed events were delivered.");
  await expectSoon(visitors, isResolved, "All delayed events were delivered.");
  for (const page of visitors) {
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
  await page.goto(`${fanal.url}/status/quiet`);
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
