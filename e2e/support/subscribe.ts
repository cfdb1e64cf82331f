import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/**
 * Sends the form of a page until it is taken: one that was filled in quicker than people do is asked for once more. Each is
 * answered before the next: clicking on would send it over and over, until the limits say no.
 *
 * @param taken what only the page shows that comes then
 */
export async function sendForm(page: Page, taken: Locator): Promise<void> {
  const button = page.getByRole("button", { name: "Subscribe" });
  await expect
    .poll(
      async () => {
        // Not "load", which may be still to come for the page that is left.
        await Promise.all([page.waitForEvent("framenavigated"), button.click()]);
        await page.waitForLoadState();
        return taken.isVisible();
      },
      { interval: 500 },
    )
    .toBe(true);
}
