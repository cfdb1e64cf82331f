import type { Page } from "playwright-core";
import type { Shown } from "./furnish.ts";

/** One picture: what is on it, and how to get there. */
interface Scene {
  /** Of the file, without its ending. */
  name: string;
  seenBy: "operator" | "visitor";
  show: (page: Page, url: string, shown: Shown) => Promise<void>;
}

/** A place of the dashboard, with something done there. */
function place(
  name: string,
  path: string | ((shown: Shown) => string),
  act: (page: Page) => Promise<void> = async () => {},
): Scene {
  return {
    name,
    seenBy: "operator",
    show: async (page, url, shown) => {
      await page.goto(`${url}/app/acme${typeof path === "string" ? path : path(shown)}`);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await settled(page);
      await act(page);
      await settled(page);
    },
  };
}

/** A place of the demo's status page. */
function visit(name: string, path: string, act: (page: Page) => Promise<void> = async () => {}): Scene {
  return {
    name,
    seenBy: "visitor",
    show: async (page, url) => {
      await page.goto(`${url}/status/acme${path}`);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await act(page);
    },
  };
}

/** What was asked for has come: nothing is drawn as a skeleton any more. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.locator("[data-slot=skeleton]").first().waitFor({ state: "detached" });
}

/** Every picture of the documents. The names are those of the files, so they stay. */
export const scenes: Scene[] = [
  place("dashboard", ""),
  place("declare", "/services", async (page) => {
    await page.keyboard.press("c");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Title" }).fill("Checkout fails for some cards");
    await dialog.getByPlaceholder("Which services are affected?").fill("Check");
    await page.getByRole("option", { name: "Checkout" }).click();
    await dialog
      .getByRole("textbox", { name: "Message" })
      .fill("Some payments are refused. We are looking for the cause.");
  }),
  place("services", "/services"),
  place("incident", ({ incidentId }) => `/incidents/${incidentId}`),
  place("maintenance", "/maintenances/new", async (page) => {
    await page.getByRole("textbox", { name: "Title" }).fill("Faster disks for the database");
  }),
  place("status-page-editor", ({ pageId }) => `/status-pages/${pageId}`),
  place("checks", "/monitoring/checks"),
  place("heartbeats", "/monitoring"),
  place("alerts", "/monitoring/alerts"),
  place("metric", ({ metricId }) => `/metrics/${metricId}`),
  place("reports", "/reports"),
  place("subscribers", "/subscribers"),
  place("members", "/members"),
  place("teams", "/teams"),
  place("audit-log", "/audit-log"),
  place("api-keys", "/settings/api-keys"),
  place("import", "/settings/import", async (page) => {
    await page.getByRole("button", { name: "New import" }).first().click();
    await page.getByRole("dialog").waitFor();
  }),
  place("palette", "", async (page) => {
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("dialog").getByRole("combobox").fill("web");
  }),
  {
    name: "account",
    seenBy: "operator",
    show: async (page, url) => {
      await page.goto(`${url}/account`);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await settled(page);
    },
  },
  {
    name: "api-reference",
    seenBy: "visitor",
    show: async (page, url) => {
      await page.goto(`${url}/api/docs`);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await page.waitForLoadState("networkidle");
    },
  },
  visit("status-page", ""),
  visit("status-page-services", "", async (page) => {
    await page.getByRole("heading", { name: "Services" }).first().scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 420);
  }),
  visit("history", "/history"),
  visit("subscribe", "/subscribe"),
];
