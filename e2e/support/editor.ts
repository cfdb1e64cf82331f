import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { desktop, type House, openAs } from "./dashboard.ts";

/** The id of the page that a house began with. */
export async function firstPageId({ person, organization }: House): Promise<string> {
  const [page] = await person.client.statusPages.list({ organization });
  if (page === undefined) throw new Error(`No status page of ${organization}`);
  return page.id;
}

type Section = "services" | "look" | "address" | "audience" | "mail";

/** A window in which somebody edits the page that their house began with. */
export async function openEditor(
  browser: Browser,
  url: string,
  house: House,
  section: Section,
  options: BrowserContextOptions = desktop,
): Promise<Page> {
  const page = await openAs(browser, url, house.person, options);
  const pageId = await firstPageId(house);
  await page.goto(`${url}/app/${house.organization}/status-pages/${pageId}?section=${section}`);
  await page.getByRole("navigation", { name: "Parts of the page" }).waitFor();
  return page;
}
