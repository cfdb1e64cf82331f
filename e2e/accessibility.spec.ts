import { AxeBuilder } from "@axe-core/playwright";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { desktop, isTooWide, openAs, openWindow, phone } from "./support/dashboard.ts";

let fanal: TestFanal;
let browser: Browser;
let person: Person;
let incidentId: string;
let pageId: string;

const longWord = "Donaudampfschifffahrtsgesellschaftskapitän";

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
  person = await fanal.signUp("Mara Ilves");
  const { client } = person;
  const organization = "lumen";
  await client.organizations.create({ name: "Lumen", slug: organization });
  const { id: groupId } = await client.serviceGroups.create({ organization, name: "Delivery" });
  const api = await client.services.create({ organization, name: "API", description: "For integrations" });
  await client.services.create({ organization, name: longWord, groupId });
  await client.services.setStatus({ organization, serviceId: api.id, status: "degraded_performance" });
  const incident = await client.incidents.create({
    organization,
    title: `${longWord} answers slowly in Europe and elsewhere, and sometimes not at all`,
    status: "investigating",
    message: "We see **slow** answers. [More](https://example.com)\n\n- one\n- two",
    services: [{ serviceId: api.id, status: "major_outage" }],
  });
  incidentId = incident.id;
  const [page] = await client.statusPages.list({ organization });
  pageId = page?.id ?? "";
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

async function expectAccessible(page: Page): Promise<void> {
  // What is measured is the screen at rest: half-transparent text in an animation has other contrasts.
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== "running"),
  );
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`)).toEqual(
    [],
  );
}

const looks = [
  { colorScheme: "light", device: "desktop", size: desktop },
  { colorScheme: "dark", device: "desktop", size: desktop },
  { colorScheme: "light", device: "phone", size: phone },
  { colorScheme: "dark", device: "phone", size: phone },
] as const;

describe.each(looks)("on a $device, in $colorScheme colours", ({ colorScheme, size }) => {
  const options = { ...size, colorScheme };

  test.each(["/sign-in", "/sign-up", "/status/lumen", "/status/nobody"])(
    "%s has no barrier",
    async (path) => {
      const page = await openWindow(browser, options);
      await page.goto(fanal.url + path);
      await page.getByRole("heading").first().waitFor();
      await expectAccessible(page);
      expect(await isTooWide(page)).toBe(false);
      await page.context().close();
    },
  );

  test("the dashboard has no barrier", { timeout: 90_000 }, async () => {
    const page = await openAs(browser, fanal.url, person, options);
    const places: [path: string, proof: string][] = [
      ["services", longWord],
      ["incidents", "answers slowly"],
      [`incidents/${incidentId}`, "We see"],
      ["status-pages", "/status/lumen"],
      [`status-pages/${pageId}`, "History of each service"],
      [`status-pages/${pageId}?section=services`, "Choose services"],
      [`status-pages/${pageId}?section=look`, "Accent colour"],
      [`status-pages/${pageId}?section=address`, "Hosts of its own"],
      [`status-pages/${pageId}?section=audience`, "With a password"],
      ["settings", "Organization name"],
      ["nothing-here", "There is nothing at this address"],
    ];
    for (const [path, proof] of places) {
      await page.goto(`${fanal.url}/app/lumen/${path}`);
      await page.getByText(proof).first().waitFor();
      await expectAccessible(page);
      expect(await isTooWide(page), path).toBe(false);
    }
    await page.goto(`${fanal.url}/new`);
    await page.getByRole("heading", { name: "Name your organization" }).waitFor();
    await expectAccessible(page);
    await page.context().close();
  });

  test("the dialogs of the dashboard have no barrier", { timeout: 90_000 }, async () => {
    const page = await openAs(browser, fanal.url, person, options);
    await page.goto(`${fanal.url}/app/lumen/services`);
    await page.getByText(longWord).first().waitFor();
    for (const key of ["c", "ControlOrMeta+k", "Shift+?"]) {
      await page.keyboard.press(key);
      const dialog = page.getByRole("dialog");
      await dialog.waitFor();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
    }
    await page.context().close();
  });
});

test("the dialogs of a page's editor have no barrier", { timeout: 60_000 }, async () => {
  const page = await openAs(browser, fanal.url, person);
  const open = async (section: string) => {
    await page.goto(`${fanal.url}/app/lumen/status-pages/${pageId}?section=${section}`);
    await page.getByRole("navigation", { name: "Parts of the page" }).waitFor();
  };
  const expectDialog = async () => {
    const dialog = page.locator('[role="dialog"], [role="alertdialog"]');
    await dialog.waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  };
  await open("services");
  await page.getByRole("button", { name: "Choose services" }).click();
  await expectDialog();
  for (const item of ["Edit…", "Move to…"]) {
    await page.getByRole("button", { name: "More actions for API" }).click();
    await page.getByRole("menuitem", { name: item }).click();
    await expectDialog();
  }
  await open("look");
  await page.getByRole("textbox", { name: "Accent colour", exact: true }).fill("#ffd400");
  await page.getByRole("button", { name: "Add link" }).click();
  await page.getByLabel("Address of link 1").fill("lumen");
  await page.getByLabel("Address of link 1").press("Tab");
  await page.getByText("Write a whole address").waitFor();
  await expectAccessible(page);
  await open("page");
  await page.getByRole("button", { name: "Delete page…" }).click();
  await expectDialog();
});

test("a list of services is worked on without a pointer", async () => {
  const page = await openAs(browser, fanal.url, person);
  await page.goto(`${fanal.url}/app/lumen/services`);
  await page.getByText(longWord).first().waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("s");
  await page.getByRole("menu").waitFor();
  await page.keyboard.press("5");
  await page.getByText("API set to Major outage.").waitFor();
  await page.getByRole("button", { name: "Status of API: Major outage" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await page.getByRole("heading", { name: "Incidents", level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/app/lumen/incidents");
});
