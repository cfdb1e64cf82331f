import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { languages } from "@fanal/domain";
import { launchBrowser } from "@fanal/testing/browser";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contentSecurityPolicy } from "./render.tsx";
import { everyDocument, type TestDocument } from "./testing/documents.ts";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

let browser: Browser;
let server: Server;
let served: TestDocument;

beforeAll(async () => {
  browser = await launchBrowser();
  server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("content-security-policy", contentSecurityPolicy(served.snapshot));
    response.end(served.html);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  await browser.close();
  server.close();
});

test.each(languages)(
  "axe finds nothing on any document in %s, in the light and in the dark",
  async (language) => {
    await using page = await newPage({ colorScheme: "light" });
    for (const document of everyDocument(language).filter(({ name }) => language === "en" || speaks(name))) {
      await show(page, document);
      const light = await violations(page);
      await page.emulateMedia({ colorScheme: "dark" });
      const dark = await violations(page, ["color-contrast"]);
      await page.emulateMedia({ colorScheme: "light" });
      expect({ name: document.name, light, dark }).toEqual({ name: document.name, light: [], dark: [] });
    }
  },
  240_000,
);

/** What is looked at in each language: every kind of document once. Other states are the same words and colours again. */
function speaks(name: string): boolean {
  return !/^page (?!partial|empty|stale)|^story (?!Webhook|Upgrade|Search)|^service (?!Search)/.test(name);
}

test.each([
  { name: "a phone", width: 320 },
  // Of 1280 pixels, as WCAG counts.
  { name: "four times the size", width: 320, deviceScaleFactor: 4 },
  { name: "twice the size", width: 640, deviceScaleFactor: 2 },
])(
  "nothing has to be scrolled sideways on $name, in long words",
  async ({ width, ...options }) => {
    await using page = await newPage({ viewport: { width, height: 640 }, ...options });
    for (const language of ["de", "pl"] as const) {
      for (const document of everyDocument(language)) {
        await show(page, document);
        const { scrollWidth, innerWidth } = await page.evaluate(() => ({
          scrollWidth: window.document.documentElement.scrollWidth,
          innerWidth: window.innerWidth,
        }));
        expect({ name: `${document.name} ${language}`, scrollWidth }).toEqual({
          name: `${document.name} ${language}`,
          scrollWidth: innerWidth,
        });
      }
    }
  },
  120_000,
);

async function newPage(options: Parameters<Browser["newPage"]>[0]): Promise<Page & AsyncDisposable> {
  const page = await browser.newPage({ reducedMotion: "reduce", ...options });
  return Object.assign(page, { [Symbol.asyncDispose]: () => page.close() });
}

async function show(page: Page, document: TestDocument): Promise<void> {
  served = document;
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/status/acme${document.path && `/${document.path}`}`);
}

/** What axe finds by all its rules, best practices among them, or by the rules that are named. */
async function violations(page: Page, rules?: string[]): Promise<string[]> {
  // Through the debugger's door: the page's own policy would let no foreign script in.
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate(
    (values) => window.axe.run(values ? { runOnly: { type: "rule", values } } : {}),
    rules,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ""}`),
  );
}
