import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { desktop, foundHouse, type House, idOf, openAs, openDeclare, phone } from "./support/dashboard.ts";

let fanal: TestFanal;
let browser: Browser;
let house: House;
let incidentId: string;
let pageId: string;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
  house = await foundHouse(fanal, "lumen", ["API", "Website"]);
  const { client } = house.person;
  const incident = await client.incidents.create({
    organization: "lumen",
    title: "API answers slowly",
    status: "investigating",
    message: "We see **slow** answers.",
    services: [{ serviceId: idOf(house, "API"), status: "partial_outage" }],
  });
  incidentId = incident.id;
  const [page] = await client.statusPages.list({ organization: "lumen" });
  pageId = page?.id ?? "";
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

// That no policy refused anything is asked after every test of every story, by the support that opens their windows.
test.each([
  { device: "desktop", size: desktop, status: "Degraded performance" },
  { device: "phone", size: phone, status: "Partial outage" },
])(
  "what opens, floats, scrolls and is drawn needs no style that the policy refuses, on a $device",
  async ({ size, status }) => {
    const page = await openAs(browser, fanal.url, house.person, size);
    const main = page.getByRole("main");
    const overlay = page.locator('[role="dialog"], [role="alertdialog"]');
    const shut = async () => {
      await page.keyboard.press("Escape");
      await overlay.waitFor({ state: "detached" });
    };
    const open = (path: string) => page.goto(`${fanal.url}/app/lumen/${path}`);

    await open("services");
    const declaring = await openDeclare(page);
    // Radix keeps what is behind from scrolling by a style element.
    await page.locator("body[data-scroll-locked]").waitFor({ state: "attached" });
    expect(await page.evaluate(() => getComputedStyle(document.body).overflowY)).toBe("hidden");
    await declaring.getByRole("combobox").filter({ visible: true }).first().waitFor();
    await shut();
    for (const key of ["ControlOrMeta+k", "Shift+?"]) {
      await page.keyboard.press(key);
      await overlay.waitFor();
      await shut();
    }
    await main.getByRole("button", { name: /^Status of Website:/ }).click();
    await page.getByRole("menuitemradio", { name: status }).click();
    await page.getByText(`Website set to ${status}.`).waitFor();
    const toaster = page.locator("[data-sonner-toaster]");
    expect(await toaster.evaluate((list) => getComputedStyle(list).position)).toBe("fixed");

    await open(`incidents/${incidentId}`);
    await main.getByRole("textbox", { name: "Message" }).fill("A **queue** is stuck.");
    await main.getByRole("button", { name: "Next update by…" }).click();
    await overlay.waitFor();
    await shut();

    await open("maintenances/new");
    await main.getByRole("combobox", { name: "Repeats" }).click();
    const options = page.locator("[data-radix-select-viewport]");
    await options.waitFor();
    // And a list hides its scroll bar by one.
    expect(await options.evaluate((list) => getComputedStyle(list).scrollbarWidth)).toBe("none");
    await page.getByRole("option", { name: "weeks" }).click();

    await open(`status-pages/${pageId}?section=look`);
    await main.getByRole("textbox", { name: "Accent colour", exact: true }).fill("#7a1fa2");
    await open(`status-pages/${pageId}?section=services`);
    await main.getByRole("button", { name: "Choose services" }).click();
    await overlay.waitFor();
    await shut();

    await open("members");
    await main.getByRole("button", { name: "Invite people" }).click();
    await overlay.waitFor();
  },
);

test("a style that somebody else brings into the dashboard is refused", async () => {
  const page = await browser.newPage(desktop);
  await page.goto(`${fanal.url}/sign-in`);
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  const refused = await page.evaluate(async () => {
    const violation = new Promise<string>((resolve) => {
      document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
    });
    const style = document.createElement("style");
    style.textContent = "body { background: url(/favicon.svg) }";
    document.head.append(style);
    return violation;
  });
  expect(refused).toBe("style-src-elem");
  const image = await page.evaluate(() => getComputedStyle(document.body).backgroundImage);
  expect(image).toBe("none");
  await page.close();
});
