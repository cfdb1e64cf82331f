import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import pg from "pg";
import type { Browser, Locator, Page, Route } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openAs } from "./support/dashboard.ts";
import { face, redSquare } from "./support/images.ts";
import { schedule } from "./support/maintenance.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

interface House {
  person: Person;
  organization: string;
  page: Page;
  incidentId: string;
  pageId: string;
}

interface Write {
  /** Its address below the organization's. */
  view: (house: House) => string;
  /** What comes before, and is answered. */
  before?: (house: House) => Promise<unknown>;
  act: (house: House) => Promise<unknown>;
  /** What is there once the write took effect, and not before. */
  effect: (page: Page) => Locator;
  /** What is there before, and not once the write took effect. */
  gone?: (page: Page) => Locator;
  failed: string;
}

const services = () => "services";
const account = "/account";
const more = (page: Page, name: string) => page.getByRole("button", { name: `More actions for ${name}` });
const choose = async (page: Page, name: string, item: string) => {
  await more(page, name).click();
  await page.getByRole("menuitem", { name: item }).click();
};
const row = (page: Page, name: string) => page.getByRole("group", { name: new RegExp(`^${name},`) });
const groups = (page: Page) => page.getByRole("list", { name: "Services" }).getByText(/^(Core|Data)$/);
const incidentRow = (page: Page, title: string) =>
  page.getByRole("list", { name: "Incidents" }).getByRole("link", { name: title });
const pageRow = (page: Page, name: string) =>
  page.getByRole("list", { name: "Status pages" }).getByRole("link", { name, exact: false }).first();

const setMajorOutage = async (page: Page) => {
  await page.getByRole("button", { name: "Status of API" }).click();
  await page.getByRole("menuitemradio", { name: "Major outage" }).click();
};

async function draft(person: Person, organization: string): Promise<void> {
  await person.client.incidents.create({
    organization,
    title: "Searches fail",
    message: "We look.",
    isDraft: true,
  });
}

/** An update that a subscriber is told of, held back or, without a mail server, missed. */
function incidentToldOf({ holdMinutes = 0, isMissed = false }): Pick<Write, "view" | "before"> {
  return {
    view: ({ incidentId }) => `incidents/${incidentId}`,
    before: async ({ person, organization, incidentId, pageId, page }) => {
      const { client } = person;
      const email = "pia@example.com";
      await client.subscribers.create({ organization, pageId, email, confirmation: "vouched" });
      const message = "A disk is full.";
      const update = { organization, incidentId, status: "identified", message, holdMinutes } as const;
      await client.incidents.postUpdate(update);
      if (!isMissed) return page.getByRole("timer").waitFor();
      await page.getByRole("button", { name: "In the outbox 1 of 1" }).waitFor();
      const database = new pg.Client({ connectionString: fanal.databaseUrl });
      await database.connect();
      await database.query("update deliveries set state = 'given_up' where state = 'kept'");
      await database.end();
      await page.reload();
    },
  };
}

async function resolve({ person, organization, incidentId, page }: House): Promise<void> {
  await person.client.incidents.postUpdate({
    organization,
    incidentId,
    status: "resolved",
    message: "It is over.",
  });
  await page.getByText("It is over.").waitFor();
}

async function postFound({ person, organization, incidentId, page }: House): Promise<void> {
  const message = "A disk is full.";
  await person.client.incidents.postUpdate({ organization, incidentId, status: "identified", message });
  await page.getByText(message).waitFor();
}

async function deleteNewestUpdate(page: Page): Promise<void> {
  await page.getByRole("button", { name: "More actions for this update" }).first().click();
  await page.getByRole("menuitem", { name: "Delete update" }).click();
}

async function template({ person, organization, page }: House): Promise<void> {
  const texts = { name: "Slow", title: "It is slow", message: "We look." };
  await person.client.incidentTemplates.create({ organization, ...texts });
  await more(page, "Slow").waitFor();
}

async function announcement({ person, organization, pageId, page }: House): Promise<void> {
  await person.client.announcements.create({ organization, pageId, title: "Closed" });
  await more(page, "Closed").waitFor();
}

async function metric({ person, organization, page }: House): Promise<void> {
  await person.client.metrics.create({ organization, name: "Queue length" });
  await more(page, "Queue length").waitFor();
}

async function subscriber({ person, organization, pageId, page }: House): Promise<void> {
  const email = "nils@acme.example";
  await person.client.subscribers.create({ organization, pageId, email, confirmation: "vouched" });
  await more(page, email).waitFor();
}

const maintenanceRow = (page: Page) =>
  page.getByRole("list", { name: "Maintenance" }).getByRole("link", { name: "Database upgrade" });

/** On the page of a maintenance that is planned. */
const planned = {
  view: () => "maintenances",
  before: async ({ person, organization, page }: House) => {
    await schedule({ person, organization, services: {} });
    await maintenanceRow(page).click();
    await page.getByText("Lasts 2 h", { exact: true }).waitFor();
  },
};

async function deleteMaintenance(page: Page): Promise<void> {
  await page.getByRole("button", { name: "More actions", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete maintenance" }).click();
}

/** Every write of the dashboard, by the procedure that it calls. */
const writes: Record<string, Write> = {
  "services.create": {
    view: services,
    act: async ({ page }) => {
      await page.getByRole("button", { name: "New service" }).click();
      await page.getByLabel("Name").fill("Webhooks");
      await page.getByRole("button", { name: "Create service" }).click();
    },
    effect: (page) => page.getByText("Webhooks", { exact: true }),
    failed: "The database does not answer",
  },
  "services.update": {
    view: services,
    act: async ({ page }) => {
      await choose(page, "API", "Edit…");
      await page.getByLabel("Name").fill("Gateway");
      await page.getByRole("button", { name: "Save service" }).click();
    },
    effect: (page) => page.getByText("Gateway", { exact: true }),
    failed: "The database does not answer",
  },
  "services.setStatus": {
    view: services,
    act: ({ page }) => setMajorOutage(page),
    effect: (page) => row(page, "API").and(page.getByRole("group", { name: /major outage/ })),
    failed: "API keeps its status.",
  },
  "services.delete": {
    view: services,
    act: ({ page }) => choose(page, "Search", "Delete service"),
    effect: (page) => row(page, "API"),
    gone: (page) => row(page, "Search"),
    failed: "Search was not deleted.",
  },
  "services.restore": {
    view: services,
    before: async ({ page }) => {
      await choose(page, "Search", "Delete service");
      await page.getByText("Search deleted.").waitFor();
    },
    act: ({ page }) => page.getByRole("button", { name: "Undo" }).click(),
    effect: (page) => row(page, "Search"),
    failed: "Search was not restored.",
  },
  "services.reorder": {
    view: services,
    act: ({ page }) => choose(page, "Search", "Move up"),
    effect: (page) => page.getByRole("list").getByRole("group").first().and(row(page, "Search")),
    failed: "The order was not saved.",
  },
  "serviceGroups.create": {
    view: services,
    act: async ({ page }) => {
      await page.getByRole("button", { name: "New group" }).click();
      await page.getByLabel("Name").fill("Edge");
      await page.getByRole("button", { name: "Create group" }).click();
    },
    effect: (page) => page.getByText("Edge", { exact: true }),
    failed: "The group Edge was not created.",
  },
  "serviceGroups.update": {
    view: services,
    act: ({ page }) => choose(page, "group Data", "Move up"),
    effect: (page) => groups(page).first().and(page.getByText("Data")),
    failed: "The group was not changed.",
  },
  "serviceGroups.delete": {
    view: services,
    act: ({ page }) => choose(page, "group Data", "Delete group"),
    effect: (page) => page.getByText("Core", { exact: true }),
    gone: (page) => page.getByText("Data", { exact: true }),
    failed: "The group Data was not deleted.",
  },
  "incidents.create": {
    view: () => "incidents",
    act: async ({ page }) => {
      await page.getByRole("main").getByRole("button", { name: "Declare incident" }).click();
      await page.getByLabel("Title").fill("Searches fail");
      await page.getByRole("dialog").getByRole("button", { name: "Declare incident" }).click();
    },
    effect: (page) => page.getByText("Searches fail", { exact: true }),
    failed: "Not declared. Your text is kept.",
  },
  "incidents.update": {
    view: ({ incidentId }) => `incidents/${incidentId}`,
    act: async ({ page }) => {
      await page.getByRole("button", { name: "More actions", exact: true }).click();
      await page.getByRole("menuitem", { name: "Rename…" }).click();
      await page.getByLabel("Title").fill("API refuses");
      await page.getByLabel("Title").press("Enter");
    },
    effect: (page) => page.getByRole("heading", { name: "API refuses", level: 2 }),
    failed: "The incident was not changed.",
  },
  "incidents.postUpdate": {
    view: ({ incidentId }) => `incidents/${incidentId}`,
    act: async ({ page }) => {
      await page.getByRole("textbox", { name: "Message" }).fill("A disk is full.");
      await page.getByRole("button", { name: "Post update" }).click();
    },
    effect: (page) => page.getByRole("list", { name: "Updates" }).getByText("A disk is full."),
    failed: "The database does not answer",
  },
  "incidents.delete": {
    view: ({ incidentId }) => `incidents/${incidentId}`,
    before: async ({ page }) => {
      await page.getByRole("main").getByRole("link", { name: "Incidents" }).click();
      await incidentRow(page, "API is slow").click();
    },
    act: async ({ page }) => {
      await page.getByRole("button", { name: "More actions", exact: true }).click();
      await page.getByRole("menuitem", { name: "Delete incident" }).click();
    },
    effect: (page) => page.getByText("Nothing is broken"),
    failed: "API is slow was not deleted.",
  },
  "incidents.restore": {
    view: ({ incidentId }) => `incidents/${incidentId}`,
    before: async ({ page }) => {
      await page.getByRole("button", { name: "More actions", exact: true }).click();
      await page.getByRole("menuitem", { name: "Delete incident" }).click();
      await page.getByText("API is slow deleted.").waitFor();
      await page.getByText("Nothing is broken").waitFor();
    },
    act: ({ page }) => page.getByRole("button", { name: "Undo" }).click(),
    effect: (page) => incidentRow(page, "API is slow"),
    failed: "The incident was not restored.",
  },
  "incidents.publish": {
    view: () => "incidents?tab=draft",
    before: async ({ page, person, organization }) => {
      await draft(person, organization);
      await incidentRow(page, "Searches fail").click();
      await page.getByRole("button", { name: "Discard draft" }).waitFor();
    },
    act: ({ page }) => page.getByRole("button", { name: "Publish incident" }).click(),
    effect: (page) => page.getByRole("button", { name: "Post update" }),
    failed: "Searches fail was not published. It is still a draft.",
  },
  "incidents.discard": {
    view: () => "incidents?tab=draft",
    before: async ({ page, person, organization }) => {
      await draft(person, organization);
      await incidentRow(page, "Searches fail").click();
    },
    act: ({ page }) => page.getByRole("button", { name: "Discard draft" }).click(),
    effect: (page) => page.getByText("No drafts"),
    failed: "Searches fail was not discarded.",
  },
  "incidents.editUpdate": {
    view: ({ incidentId }) => `incidents/${incidentId}`,
    act: async ({ page }) => {
      await page.getByRole("button", { name: "More actions for this update" }).click();
      await page.getByRole("menuitem", { name: "Edit…" }).click();
      await page.getByLabel("Text of the update").fill("We look closely.");
      await page.getByRole("button", { name: "Save text" }).click();
    },
    effect: (page) => page.getByRole("list", { name: "Updates" }).getByText("We look closely."),
    failed: "The update was not changed.",
  },
  "incidents.deleteUpdate": {
    view: ({ incidentId }) => `incidents/${incidentId}`,
    before: postFound,
    act: ({ page }) => deleteNewestUpdate(page),
    effect: (page) => page.getByRole("list", { name: "Updates" }).getByText("We look."),
    gone: (page) => page.getByText("A disk is full."),
    failed: "The update was not deleted.",
  },
  "incidents.restoreUpdate": {
    view: ({ incidentId }) => `incidents/${incidentId}`,
    before: async (house) => {
      await postFound(house);
      await deleteNewestUpdate(house.page);
      await house.page.getByText("Update deleted.").waitFor();
    },
    act: ({ page }) => page.getByRole("button", { name: "Undo" }).click(),
    effect: (page) => page.getByRole("list", { name: "Updates" }).getByText("A disk is full."),
    failed: "The update was not restored.",
  },
  "incidents.writePostmortem": {
    view: ({ incidentId }) => `incidents/${incidentId}`,
    before: resolve,
    act: async ({ page }) => {
      await page.getByRole("button", { name: "Write postmortem" }).click();
      await page.getByRole("textbox", { name: "Text" }).fill("A disk was full.");
    },
    effect: (page) => page.getByText("Saving…"),
    failed: "The postmortem was not saved.",
  },
  "incidents.publishPostmortem": {
    view: ({ incidentId }) => `incidents/${incidentId}`,
    before: async (house) => {
      await resolve(house);
      const { organization, incidentId, person, page } = house;
      await person.client.incidents.writePostmortem({ organization, incidentId, draft: "A disk was full." });
      await page.getByRole("textbox", { name: "Text" }).waitFor();
    },
    act: ({ page }) => page.getByRole("button", { name: "Publish postmortem" }).click(),
    effect: (page) => page.getByRole("button", { name: "Edit postmortem" }),
    failed: "The postmortem was not published.",
  },
  "incidents.revertPostmortem": {
    view: ({ incidentId }) => `incidents/${incidentId}`,
    before: async (house) => {
      await resolve(house);
      const { organization, incidentId, person, page } = house;
      await person.client.incidents.writePostmortem({ organization, incidentId, draft: "A disk was full." });
      await person.client.incidents.publishPostmortem({ organization, incidentId });
      await page.getByRole("button", { name: "Edit postmortem" }).waitFor();
    },
    act: async ({ page }) => {
      await page.getByRole("button", { name: "Revert to draft…" }).click();
      await page.getByRole("button", { name: "Revert to draft", exact: true }).click();
    },
    effect: (page) => page.getByRole("textbox", { name: "Text" }),
    failed: "The postmortem was not taken back.",
  },
  "incidentTemplates.create": {
    view: () => "templates",
    act: async ({ page }) => {
      await page.getByRole("main").getByRole("button", { name: "New template" }).first().click();
      await page.getByLabel("Name", { exact: true }).fill("Late deliveries");
      await page.getByLabel("Title").fill("Deliveries are late");
      await page.getByLabel("Message").fill("We look.");
      await page.getByRole("button", { name: "Create template" }).click();
    },
    effect: (page) => page.getByText("Deliveries are late", { exact: true }),
    failed: "The database does not answer",
  },
  "incidentTemplates.update": {
    view: () => "templates",
    before: template,
    act: async ({ page }) => {
      await choose(page, "Slow", "Edit…");
      await page.getByLabel("Title").fill("It is very slow");
      await page.getByRole("button", { name: "Save template" }).click();
    },
    effect: (page) => page.getByText("It is very slow", { exact: true }),
    failed: "The database does not answer",
  },
  "incidentTemplates.delete": {
    view: () => "templates",
    before: template,
    act: ({ page }) => choose(page, "Slow", "Delete template"),
    effect: (page) => page.getByText("No templates yet"),
    failed: "Slow was not deleted.",
  },
  "metrics.create": {
    view: () => "metrics",
    act: async ({ page }) => {
      await page.getByRole("main").getByRole("button", { name: "New metric" }).first().click();
      await page.getByLabel("Name").fill("Response time");
      await page.getByRole("button", { name: "Create metric" }).click();
    },
    effect: (page) => page.getByText("Response time", { exact: true }),
    failed: "The database does not answer",
  },
  "metrics.update": {
    view: () => "metrics",
    before: metric,
    act: async ({ page }) => {
      await choose(page, "Queue length", "Edit…");
      await page.getByLabel("Name").fill("Jobs that wait");
      await page.getByRole("button", { name: "Save metric" }).click();
    },
    effect: (page) => page.getByText("Jobs that wait", { exact: true }),
    failed: "The database does not answer",
  },
  "metrics.remove": {
    view: () => "metrics",
    before: metric,
    act: async ({ page }) => {
      await choose(page, "Queue length", "Remove…");
      await page.getByRole("button", { name: "Remove metric" }).click();
    },
    effect: (page) => page.getByText("No metrics yet"),
    failed: "Queue length was not removed.",
  },
  "announcements.create": {
    view: () => "announcements",
    act: async ({ page }) => {
      await page.getByRole("main").getByRole("button", { name: "New announcement" }).first().click();
      await page.getByLabel("Title").fill("A region opens");
      await page.getByRole("button", { name: "Pin announcement" }).click();
    },
    effect: (page) => page.getByText("A region opens", { exact: true }),
    failed: "The database does not answer",
  },
  "announcements.update": {
    view: () => "announcements",
    before: announcement,
    act: async ({ page }) => {
      await choose(page, "Closed", "Edit…");
      await page.getByLabel("Title").fill("Closed on Monday");
      await page.getByRole("button", { name: "Save announcement" }).click();
    },
    effect: (page) => page.getByText("Closed on Monday", { exact: true }),
    failed: "The database does not answer",
  },
  "announcements.delete": {
    view: () => "announcements",
    before: announcement,
    act: ({ page }) => choose(page, "Closed", "Take down"),
    effect: (page) => page.getByText("No announcements"),
    failed: "Closed was not taken down.",
  },
  "announcements.restore": {
    view: () => "announcements",
    before: async (house) => {
      await announcement(house);
      await choose(house.page, "Closed", "Take down");
      await house.page.getByText("Closed taken down.").waitFor();
    },
    act: ({ page }) => page.getByRole("button", { name: "Undo" }).click(),
    effect: (page) => page.getByText("Closed", { exact: true }),
    failed: "Closed was not put back.",
  },
  "subscribers.create": {
    view: () => "subscribers",
    act: async ({ page }) => {
      await page.getByText("Nobody subscribed yet").waitFor();
      await page.getByRole("main").getByRole("button", { name: "Add subscriber" }).first().click();
      await page.getByLabel("E-mail address").fill("pia@acme.example");
      await page.getByRole("button", { name: "Ask by mail" }).click();
    },
    effect: (page) => page.getByText("pia@acme.example", { exact: true }),
    failed: "The database does not answer",
  },
  "subscribers.update": {
    view: () => "subscribers",
    before: subscriber,
    act: async ({ page }) => {
      await choose(page, "nils@acme.example", "Edit…");
      await page.getByLabel("Shared mailbox").click();
      await page.getByRole("button", { name: "Save subscriber" }).click();
    },
    effect: (page) => page.getByText("Shared", { exact: true }),
    failed: "The database does not answer",
  },
  "subscribers.remove": {
    view: () => "subscribers",
    before: subscriber,
    act: async ({ page }) => {
      await choose(page, "nils@acme.example", "Remove subscriber…");
      await page.getByRole("button", { name: "Remove subscriber" }).click();
    },
    effect: (page) => page.getByText("Nobody subscribed yet"),
    failed: "nils@acme.example was not removed.",
  },
  "statusPages.create": {
    view: () => "status-pages",
    act: async ({ page }) => {
      await page.getByRole("button", { name: "New status page" }).click();
      await page.getByLabel("Name").fill("Lumen");
      await page.getByLabel("Address").fill("lumen-optimism");
      await page.getByRole("button", { name: "Create status page" }).click();
    },
    effect: (page) => page.getByText("Lumen", { exact: true }),
    failed: "The database does not answer",
  },
  "statusPages.update": {
    view: ({ pageId }) => `status-pages/${pageId}`,
    act: async ({ page }) => {
      await page.getByRole("textbox", { name: "Name" }).fill("Lumen");
      await page.getByRole("textbox", { name: "Name" }).press("Tab");
    },
    effect: (page) => page.getByRole("heading", { name: "Lumen" }),
    failed: "The page was not changed.",
  },
  "statusPages.putImage": {
    view: ({ pageId }) => `status-pages/${pageId}?section=look`,
    act: ({ page }) => page.getByLabel("File for Logo", { exact: true }).setInputFiles(redSquare),
    effect: (page) => page.getByRole("img", { name: "Logo of the page" }),
    failed: "The database does not answer",
  },
  "statusPages.deleteImage": {
    view: ({ pageId }) => `status-pages/${pageId}?section=look`,
    before: async ({ page }) => {
      const answer = page.waitForResponse("**/images/logo_light");
      await page.getByLabel("File for Logo", { exact: true }).setInputFiles(redSquare);
      await answer;
    },
    act: ({ page }) => page.getByRole("button", { name: "Remove Logo", exact: true }).click(),
    effect: (page) => page.getByRole("button", { name: "Upload Logo", exact: true }),
    failed: "The image was not taken away.",
  },
  "statusPages.delete": {
    view: () => "status-pages",
    before: ({ page }) => pageRow(page, "House").click(),
    act: async ({ page }) => {
      await page.getByRole("button", { name: "Delete page…" }).click();
      await page.getByLabel("Type House to go on").fill("House");
      await page.getByRole("button", { name: "Delete page", exact: true }).click();
    },
    effect: (page) => page.getByText("No status pages"),
    failed: "House was not deleted.",
  },
  "notifications.recall": {
    ...incidentToldOf({ holdMinutes: 10 }),
    act: ({ page }) => page.getByRole("button", { name: "Recall", exact: true }).click(),
    effect: (page) => page.getByRole("button", { name: "Recalled, nobody was told" }),
    failed: "Not recalled.",
  },
  "notifications.resend": {
    ...incidentToldOf({ isMissed: true }),
    act: async ({ page }) => {
      await page.getByRole("button", { name: "Told 0 of 1 · 1 missed" }).click();
      await page.getByRole("button", { name: "Send again to the 1 missed" }).click();
    },
    effect: (page) => page.getByRole("heading", { name: "Told 0 of 1 · 1 waiting" }),
    failed: "Not sent again.",
  },
  "deliveries.replay": {
    ...incidentToldOf({ isMissed: true }),
    act: async ({ page }) => {
      await page.getByRole("button", { name: "Told 0 of 1 · 1 missed" }).click();
      await page.getByRole("button", { name: "Send again to pia@example.com" }).click();
    },
    effect: (page) => page.getByRole("region", { name: "Deliveries" }).getByText("Waiting"),
    failed: "Not sent again.",
  },
  "maintenances.create": {
    view: () => "maintenances/new",
    act: async ({ page }) => {
      await page.getByRole("textbox", { name: "Title" }).fill("Database upgrade");
      await page.getByRole("textbox", { name: "Message" }).fill("Nothing to notice.");
      await page.getByRole("button", { name: "Schedule maintenance" }).click();
    },
    effect: (page) => page.getByText("Saving…"),
    failed: "Not scheduled. What you wrote is kept.",
  },
  "maintenances.update": {
    ...planned,
    act: async ({ page }) => {
      await page.getByRole("button", { name: "Extend" }).click();
      await page.getByRole("menuitem", { name: "By 30 minutes" }).click();
    },
    effect: (page) => page.getByText("Lasts 2 h 30 min"),
    failed: "The maintenance was not changed.",
  },
  "maintenances.delete": {
    ...planned,
    act: ({ page }) => deleteMaintenance(page),
    effect: (page) => page.getByText("No maintenance planned"),
    failed: "Database upgrade was not deleted.",
  },
  "maintenances.restore": {
    ...planned,
    before: async (house) => {
      await planned.before(house);
      await deleteMaintenance(house.page);
      await house.page.getByText("Database upgrade deleted.").waitFor();
      await house.page.getByText("No maintenance planned").waitFor();
    },
    act: ({ page }) => page.getByRole("button", { name: "Undo" }).click(),
    effect: maintenanceRow,
    failed: "The maintenance was not restored.",
  },
  "maintenances.postUpdate": {
    ...planned,
    act: async ({ page }) => {
      await page.getByRole("textbox", { name: "Message" }).fill("We begin a little later.");
      await page.getByRole("button", { name: "Post update" }).click();
    },
    effect: (page) => page.getByRole("list", { name: "Updates" }).getByText("We begin a little later."),
    failed: "Not posted. The database does not answer",
  },
  "maintenances.editUpdate": {
    ...planned,
    act: async ({ page }) => {
      await page.getByRole("button", { name: "More actions for this update" }).click();
      await page.getByRole("menuitem", { name: "Edit…" }).click();
      await page.getByLabel("Text of the update").fill("Reading works.");
      await page.getByRole("button", { name: "Save text" }).click();
    },
    effect: (page) => page.getByRole("list", { name: "Updates" }).getByText("Reading works."),
    failed: "The update keeps its text.",
  },
  "maintenances.deleteUpdate": {
    ...planned,
    act: ({ page }) => deleteNewestUpdate(page),
    effect: (page) => page.getByRole("button", { name: "Post update" }),
    gone: (page) => page.getByText("Writing is not possible for some minutes."),
    failed: "The update was not deleted.",
  },
  "maintenances.restoreUpdate": {
    ...planned,
    before: async (house) => {
      await planned.before(house);
      await deleteNewestUpdate(house.page);
      await house.page.getByText("Update deleted.").waitFor();
    },
    act: ({ page }) => page.getByRole("button", { name: "Undo" }).click(),
    effect: (page) =>
      page.getByRole("list", { name: "Updates" }).getByText("Writing is not possible for some minutes."),
    failed: "The update was not restored.",
  },
  "organizations.update": {
    view: () => "settings",
    act: async ({ page }) => {
      await page.getByLabel("Organization name").fill("Lumen");
      await page.getByRole("button", { name: "Save settings" }).click();
    },
    effect: (page) => page.getByRole("button", { name: "Lumen" }),
    failed: "The database does not answer",
  },
  // Of one's own account, which stands outside of any organization.
  "me.update": {
    view: () => account,
    act: ({ page }) => page.getByRole("radio", { name: "Dark" }).click(),
    effect: (page) => page.locator("html.dark"),
    failed: "Your profile was not saved.",
  },
  "me.putAvatar": {
    view: () => account,
    act: ({ page }) => page.getByLabel("Picture").setInputFiles(face),
    effect: (page) => page.getByRole("button", { name: "Take picture away" }),
    failed: "The database does not answer",
  },
  "me.deleteAvatar": {
    view: () => account,
    before: async ({ person, page }) => {
      await person.client.me.putAvatar({ data: face.buffer.toString("base64") });
      await page.reload();
    },
    act: ({ page }) => page.getByRole("button", { name: "Take picture away" }).click(),
    effect: (page) => page.getByRole("button", { name: "Choose picture" }),
    failed: "The database does not answer",
  },
  "sessions.end": {
    view: () => account,
    before: async ({ person, page }) => {
      const { email, password } = person;
      await fetch(`${fanal.url}/api/auth/sign-in/email`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: fanal.url, "user-agent": "Firefox/200" },
        body: JSON.stringify({ email, password }),
      });
      await page.reload();
    },
    act: ({ page }) => page.getByRole("button", { name: "End session of Firefox" }).click(),
    effect: (page) => page.getByRole("list", { name: "Sessions" }),
    gone: (page) => page.getByRole("button", { name: "End session of Firefox" }),
    failed: "The session was not ended.",
  },
};

/**
 * What a new organization is called in addresses is the server's to choose; a preview changes nothing. Hosts, secrets, mails,
 * files, who may do what, and what cannot be taken back are not shown before they are true.
 */
const withoutEffect = [
  "organizations.create",
  "incidents.previewMessage",
  "notifications.preview",
  "notifications.previewAudience",
  "maintenances.previewWindow",
  "statusPages.renewFeedToken",
  "pageDomains.add",
  "pageDomains.verify",
  "pageDomains.remove",
  "subscribers.resendConfirmation",
  "subscriberImports.preview",
  // No view sends points.
  "metrics.addPoints",
  "subscriberImports.create",
  "subscriberImports.stop",
  "imports.create",
  "imports.start",
  "imports.stop",
  "organizations.delete",
  "members.update",
  "members.remove",
  "members.leave",
  "members.handOver",
  "invitations.create",
  "invitations.resend",
  "invitations.revoke",
  "invitations.preview",
  "invitations.signUp",
  "invitations.accept",
  "teams.create",
  "teams.update",
  "teams.delete",
  "teams.addMember",
  "teams.removeMember",
  "noticeTargets.create",
  "noticeTargets.update",
  "noticeTargets.remove",
  "noticeTargets.test",
  "uptimeCorrections.create",
  "uptimeCorrections.withdraw",
  "heartbeats.create",
  "heartbeats.update",
  "heartbeats.delete",
  "heartbeats.renewAddress",
  "checks.create",
  "checks.update",
  "checks.delete",
  "checks.run",
  "alertSources.create",
  "alertSources.update",
  "alertSources.delete",
  "alertSources.renewAddress",
  "alertSources.clear",
  "noticeTargets.renewSecret",
  "noticeTargets.mute",
  "scimTokens.create",
  "scimTokens.revoke",
  "ssoProviders.create",
  "ssoProviders.update",
  "ssoProviders.delete",
  "emailDomains.add",
  "emailDomains.verify",
  "emailDomains.remove",
  "apiKeys.create",
  "apiKeys.revoke",
  "signIn.update",
];

test("every write of the API is tried", async () => {
  const response = await fetch(`${fanal.url}/api/openapi.json`);
  const { paths }: { paths: Record<string, Record<string, { operationId: string }>> } = await response.json();
  const names = Object.values(paths).flatMap((path) =>
    Object.entries(path).flatMap(([method, { operationId }]) => (method === "get" ? [] : [operationId])),
  );
  expect([...Object.keys(writes), ...withoutEffect].sort()).toEqual(names.sort());
});

test.for(Object.entries(writes))(
  "%s shows at once, and is taken back with a word when the server cannot do it",
  async ([, write]) => {
    const house = await found();
    const { page } = house;
    await page.goto(new URL(write.view(house), `${fanal.url}/app/${house.organization}/`).href);
    await write.before?.(house);
    const held = await holdWrite(page);
    await write.act(house);
    const route = await held.first;
    await write.effect(page).waitFor();
    await write.gone?.(page).waitFor({ state: "detached" });
    const message = "The database does not answer. Try again in a moment.";
    await route.fulfill({ status: 503, json: { code: "unavailable", message, requestId: "one" } });
    await page.getByText(write.failed).waitFor();
    if (write.gone === undefined) await write.effect(page).waitFor({ state: "detached" });
    else await write.gone(page).waitFor();
  },
);

test("two writes to one thing in quick succession both take effect, and neither is taken for somebody else's", async () => {
  const { page, person, organization } = await found();
  await page.goto(`${fanal.url}/app/${organization}/services`);
  const held = await holdWrite(page);
  await setMajorOutage(page);
  const route = await held.first;
  await choose(page, "API", "Edit…");
  await page.getByLabel("Name").fill("Gateway");
  await page.getByRole("button", { name: "Save service" }).click();
  await route.continue();
  await expect
    .poll(async () => (await person.client.services.list({ organization }))[0])
    .toMatchObject({ name: "Gateway", status: "major_outage" });
  await page.getByRole("dialog").waitFor({ state: "detached" });
});

test("what was typed into settings that could not be saved is still there", async () => {
  const { page, organization } = await found();
  await page.goto(`${fanal.url}/app/${organization}/settings`);
  await page.route("**/api/v1/organizations/**", (route) => route.abort());
  await page.getByLabel("Organization name").fill("Lumen");
  await page.getByRole("button", { name: "Save settings" }).click();
  await page.getByText("The server does not answer.").waitFor();
  expect(await page.getByLabel("Organization name").inputValue()).toBe("Lumen");
});

test("an incident that is declared with two presses of the keys is declared once", async () => {
  const { page, person, organization } = await found();
  await page.goto(`${fanal.url}/app/${organization}/services`);
  await row(page, "API").waitFor();
  await page.keyboard.press("c");
  await page.getByLabel("Title").fill("Searches fail");
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByText("Searches fail declared.").waitFor();
  const { items } = await person.client.incidents.list({ organization });
  expect(items.map(({ title }) => title)).toEqual(["Searches fail", "API is slow"]);
});

let houses = 0;

/** Two services, two groups, an open incident and a page, and a window of somebody who owns them. */
async function found(): Promise<House> {
  const person = await fanal.signUp("Mara Ilves");
  const organization = `house-${++houses}`;
  await person.client.organizations.create({ name: "House", slug: organization });
  for (const name of ["API", "Search"]) await person.client.services.create({ organization, name });
  for (const name of ["Core", "Data"]) await person.client.serviceGroups.create({ organization, name });
  const { id: incidentId } = await person.client.incidents.create({
    organization,
    title: "API is slow",
    message: "We look.",
  });
  const [statusPage] = await person.client.statusPages.list({ organization });
  const page = await openAs(browser, fanal.url, person);
  return { person, organization, page, incidentId, pageId: statusPage?.id ?? "" };
}

/** Holds the first write back: `first` waits for its answer. */
async function holdWrite(page: Page): Promise<{ first: Promise<Route> }> {
  const { promise, resolve } = Promise.withResolvers<Route>();
  let isHeld = false;
  await page.route(/\/api\/v1\/(organizations|me)(\/|$)/, (route) => {
    // A preview, of a text, a window or a page, changes nothing.
    const isRead = route.request().method() === "GET" || /[-/]preview$/.test(route.request().url());
    if (isHeld || isRead) return void route.continue();
    isHeld = true;
    resolve(route);
  });
  return { first: promise };
}
