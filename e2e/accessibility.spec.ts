import { AxeBuilder } from "@axe-core/playwright";
import type { Role } from "@fanal/domain";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { desktop, isTooWide, openAs, openWindow, phone } from "./support/dashboard.ts";
import { fillWindow, schedule, utcIn } from "./support/maintenance.ts";

let fanal: TestFanal;
let browser: Browser;
let person: Person;
let incidentId: string;
let draftId: string;
let pastId: string;
let pageId: string;
let maintenanceId: string;
let invitation: string;
let viewer: Person;

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
  const maintenance = await schedule(
    { person, organization, services: {} },
    {
      title: `Backup test ${longWord}`,
      serviceIds: [api.id],
      localStart: utcIn(2 * 24 * 60),
      localEnd: utcIn(2 * 24 * 60 + 60),
      rrule: "FREQ=WEEKLY",
    },
  );
  maintenanceId = maintenance.id;
  const [page] = await client.statusPages.list({ organization });
  pageId = page?.id ?? "";
  const late = { nextUpdateAt: new Date(Date.now() + 1_000).toISOString() };
  await client.incidents.postUpdate({
    organization,
    incidentId,
    status: "identified",
    message: "Found.",
    ...late,
  });
  const draft = await client.incidents.create({
    organization,
    title: `${longWord} will answer slowly while a database is moved from one house to another`,
    message: "Answers take **longer**.",
    services: [{ serviceId: api.id, status: "degraded_performance" }],
    isDraft: true,
  });
  draftId = draft.id;
  const day = 86_400_000;
  const past = await client.incidents.create({
    organization,
    title: "A certificate had run out",
    message: "It was renewed.",
    services: [{ serviceId: api.id, status: "partial_outage" }],
    startedAt: new Date(Date.now() - 3 * day).toISOString(),
    resolvedAt: new Date(Date.now() - 2 * day).toISOString(),
  });
  pastId = past.id;
  await client.incidents.writePostmortem({
    organization,
    incidentId: pastId,
    draft: "## Why\n\nNobody looked.",
  });
  await client.incidents.publishPostmortem({ organization, incidentId: pastId });
  await client.incidentTemplates.create({
    organization,
    name: `Slow ${longWord}`,
    title: "{{service}} answers slowly",
    message: "{{services}} answer slowly since {{time}}.",
    services: [{ serviceId: api.id, status: "degraded_performance" }],
  });
  const { id: teamId } = await client.teams.create({
    organization,
    name: "Platform Rindfleischetikettierungsüberwachung",
  });
  await client.teams.addMember({ organization, teamId, memberId: (await client.me.get()).id });
  await client.services.update({ organization, serviceId: api.id, teamId });
  const [invited] = await client.invitations.create({
    organization,
    emails: [`a.rather.long.address.of.somebody.who.is.new@${longWord.toLowerCase().slice(0, 30)}.example`],
  });
  invitation = new URL(invited?.link ?? "").pathname;
  await client.apiKeys.create({ organization, name: `Deploys of the ${longWord}`, scopes: ["read"] });
  viewer = await joinAs("viewer", client, organization);
  await client.announcements.create({
    organization,
    pageId,
    title: `${longWord} moves to another house, and nobody has to do anything`,
    message: "Nothing changes for **you**.",
  });
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

/** Somebody else of the organization. */
async function joinAs(role: Role, client: Person["client"], organization: string): Promise<Person> {
  const joining = await fanal.signUp("Konstantinos Papadopoulos-Oikonomou");
  const [made] = await client.invitations.create({ organization, emails: [joining.email], role });
  await joining.client.invitations.accept({ token: made?.link?.split("/").at(-1) ?? "" });
  return joining;
}

async function expectAccessible(page: Page): Promise<void> {
  // What is measured is the screen at rest: half-transparent text in an animation has other contrasts.
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== "running"),
  );
  // What a frame shows is a page of its own, tested at its address; in a preview no script runs, so axe could not.
  const { violations } = await new AxeBuilder({ page }).exclude("iframe").analyze();
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

  test("pages for those who are not signed in have no barrier", { timeout: 60_000 }, async () => {
    const page = await openWindow(browser, options);
    const paths = [
      "/sign-in",
      "/sign-up",
      "/forgot-password",
      "/magic-link",
      "/magic-link#token=made-up",
      "/reset-password",
      "/reset-password#token=made-up",
      "/verify-email#token=made-up",
      "/confirm-sign-up#token=made-up",
      "/second-factor",
      invitation,
      "/invitations/made-up",
      "/status/lumen",
      "/status/nobody",
    ];
    for (const path of paths) {
      await page.goto("about:blank");
      await page.goto(fanal.url + path);
      await page.getByRole("heading").first().waitFor();
      await expectAccessible(page);
      expect(await isTooWide(page), path).toBe(false);
    }
    await page.context().close();
  });

  test("people, keys, the log and one's account have no barrier", { timeout: 120_000 }, async () => {
    const page = await openAs(browser, fanal.url, person, options);
    const places: [path: string, proof: string][] = [
      ["/app/lumen/members", "Konstantinos Papadopoulos-Oikonomou"],
      ["/app/lumen/teams", "Platform"],
      ["/app/lumen/settings", "Organization name"],
      ["/app/lumen/settings/sign-in", "Auth0"],
      ["/app/lumen/settings/api-keys", "Deploys of the"],
      ["/app/lumen/audit-log", "made API key"],
      ["/account", "Sessions"],
      [invitation, "This invitation is for somebody else"],
    ];
    for (const [path, proof] of places) {
      await page.goto(fanal.url + path);
      await page.getByText(proof).first().waitFor();
      await expectAccessible(page);
      expect(await isTooWide(page), path).toBe(false);
    }
    await page.context().close();
  });

  test("what opens over people, keys and the log has no barrier", { timeout: 120_000 }, async () => {
    const page = await openAs(browser, fanal.url, person, options);
    const main = page.getByRole("main");
    const openings: [path: string, button: string][] = [
      ["members", "Invite people"],
      ["teams", "New team"],
      ["settings", "Delete organization…"],
      ["settings/api-keys", "New key"],
      ["settings/api-keys", `Revoke Deploys of the ${longWord}`],
      ["audit-log", "Who"],
      ["audit-log", "When"],
      ["audit-log", `made API key Deploys of the ${longWord}`],
    ];
    for (const [path, button] of openings) {
      await page.goto(`${fanal.url}/app/lumen/${path}`);
      await main.getByRole("button", { name: button, exact: true }).click();
      await page.locator('[role="dialog"], [role="alertdialog"]').waitFor();
      await expectAccessible(page);
      expect(await isTooWide(page), `${path}: ${button}`).toBe(false);
    }
    await page.context().close();
  });

  test("what a viewer sees has no barrier, and no button that does nothing for them", {
    timeout: 120_000,
  }, async () => {
    const page = await openAs(browser, fanal.url, viewer, options);
    const places: [path: string, proof: string][] = [
      ["members", "Mara Ilves"],
      ["teams", "Platform"],
      ["settings", "Your role"],
      ["settings/sign-in", "Only admins see"],
      ["settings/api-keys", "Admins of the organization see its keys here."],
      ["audit-log", "Admins of the organization read its log here."],
    ];
    for (const [path, proof] of places) {
      await page.goto(`${fanal.url}/app/lumen/${path}`);
      await page.getByText(proof).first().waitFor();
      await expectAccessible(page);
      const dead = /invite|new|add|remove|revoke|rename|delete|save|make|export|role of/i;
      expect(await page.getByRole("main").getByRole("button", { name: dead }).count(), path).toBe(0);
      expect(await isTooWide(page), path).toBe(false);
    }
    await page.context().close();
  });

  test("the dashboard has no barrier", { timeout: 90_000 }, async () => {
    const page = await openAs(browser, fanal.url, person, options);
    const places: [path: string, proof: string][] = [
      ["services", longWord],
      ["incidents", "answers slowly"],
      [`incidents/${incidentId}`, "We see"],
      ["incidents?tab=draft", "will answer slowly"],
      [`incidents/${draftId}`, "Only operators see this draft"],
      ["incidents?tab=resolved", "A certificate had run out"],
      [`incidents/${pastId}`, "Nobody looked."],
      ["templates", "answers slowly"],
      ["announcements", "moves to another house"],
      ["status-pages", "/status/lumen"],
      [`status-pages/${pageId}`, "History of each service"],
      [`status-pages/${pageId}?section=services`, "Choose services"],
      [`status-pages/${pageId}?section=look`, "Accent colour"],
      [`status-pages/${pageId}?section=address`, "Hosts of its own"],
      [`status-pages/${pageId}?section=audience`, "With a password"],
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

  test("the overview and maintenance have no barrier", { timeout: 120_000 }, async () => {
    const page = await openAs(browser, fanal.url, person, options);
    const places: [path: string, proof: string][] = [
      ["", "Maintenance, next 7 days"],
      ["/maintenances", "Backup test"],
      ["/maintenances?tab=past", "No past maintenance"],
      [`/maintenances/${maintenanceId}`, "Starts in"],
      [`/maintenances/${maintenanceId}/edit`, "Next occurrences"],
      ["/maintenances/new", "What visitors will see"],
    ];
    for (const [path, proof] of places) {
      await page.goto(`${fanal.url}/app/lumen${path}`);
      await page.getByText(proof).or(page.getByLabel(proof)).first().waitFor();
      await expectAccessible(page);
      expect(await isTooWide(page), path).toBe(false);
    }
    await fillWindow(page, "2031-01-14T03:00", "2031-01-14T02:00");
    await page.keyboard.press("ControlOrMeta+Enter");
    await page.getByText("Ends before it starts").waitFor();
    await page.getByRole("combobox", { name: "Repeats" }).click();
    await page.getByRole("option", { name: "weeks" }).click();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Time zone" }).click();
    await page.getByPlaceholder("Berlin, New York").waitFor();
    await expectAccessible(page);
    expect(await isTooWide(page)).toBe(false);
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

describe.each(looks)("on a $device, in $colorScheme colours", ({ colorScheme, size }) => {
  const options = { ...size, colorScheme };

  test("what opens over incidents, templates and announcements has no barrier", {
    timeout: 90_000,
  }, async () => {
    const page = await openAs(browser, fanal.url, person, options);
    const main = page.getByRole("main");
    const openings: [path: string, open: () => Promise<void>][] = [
      [
        "incidents?tab=resolved",
        () => main.getByRole("button", { name: "Record past incident" }).filter({ visible: true }).click(),
      ],
      [
        "templates",
        () =>
          main
            .getByRole("button", { name: /^.*Slow Donau/ })
            .first()
            .click(),
      ],
      ["announcements", () => main.getByRole("button", { name: /^Donau/ }).click()],
      [`incidents/${incidentId}`, () => main.getByRole("textbox", { name: "Message" }).press("/")],
      [`incidents/${incidentId}`, () => main.getByRole("button", { name: "Next update by…" }).click()],
      [`incidents/${incidentId}`, () => main.getByRole("button", { name: "correct started" }).click()],
    ];
    for (const [path, open] of openings) {
      await page.goto(`${fanal.url}/app/lumen/${path}`);
      await open();
      await page.getByRole("dialog").waitFor();
      await expectAccessible(page);
      expect(await isTooWide(page), path).toBe(false);
    }
    await page.context().close();
  });
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
