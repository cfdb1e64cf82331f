import axe from "axe-core";
import type { Page } from "playwright-core";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

export type AxeOptions = axe.RunOptions;

/**
 * What axe finds on the page that is shown by all its rules, best practices among them, or as `options` say. A frame is a
 * page of its own, to be looked at where its address leads.
 */
export async function violations(page: Page, options: AxeOptions = {}): Promise<string[]> {
  // Through the debugger's door: the page's own policy would let no foreign script in. Once for each document.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  // What passes is neither described nor brought over: it is many times what fails.
  return page.evaluate(async (chosen) => {
    const { violations: found } = await window.axe.run(
      { exclude: [["iframe"]] },
      { ...chosen, iframes: false, resultTypes: ["violations"], selectors: false },
    );
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ""}`),
    );
  }, options);
}
