import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { languages } from "@fanal/domain";
import { violations } from "@fanal/testing/axe";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { renderPage } from "./render.tsx";
import { everyDocument, policyOf, type TestDocument } from "./testing/documents.ts";
import { snapshot } from "./testing/snapshots.ts";

let browser: Browser;
let server: Server;
let served: TestDocument;

beforeAll(async () => {
  browser = await launchBrowser();
  server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("content-security-policy", policyOf(served));
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
      const dark = await violations(page, { runOnly: ["color-contrast"] });
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

test("on paper a page is light and shows nothing to press, whatever theme was chosen", async () => {
  await using page = await newPage({ colorScheme: "dark" });
  await show(page, documentNamed("page partial"));
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.evaluate(() => {
    document.documentElement.dataset.theme = "light";
  });
  const light = await ground();
  for (const theme of ["dark", "system"]) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    await page.emulateMedia({ media: "screen" });
    expect(await ground()).not.toBe(light);
    await page.emulateMedia({ media: "print" });
    expect(await ground()).toBe(light);
  }
  expect(await page.locator(":is(.more, button, select, input):visible").count()).toBe(0);
});

test("a page that cannot be confirmed is not green, in the light nor in the dark, chosen or the system's", async () => {
  await using page = await newPage({});
  await show(page, documentNamed("page stale"));
  for (const [colorScheme, theme] of [
    ["light", "system"],
    ["dark", "system"],
    ["light", "dark"],
    ["dark", "light"],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    const { mark, unknown } = await page.evaluate((chosen) => {
      document.documentElement.dataset.theme = chosen;
      const probe = document.body.appendChild(document.createElement("p"));
      const colour = (name: string) => {
        probe.style.color = `var(${name})`;
        return getComputedStyle(probe).color;
      };
      return { mark: colour("--status-operational"), unknown: colour("--status-unknown") };
    }, theme);
    expect({ colorScheme, theme, mark }).toEqual({ colorScheme, theme, mark: unknown });
  }
});

test("what a finger presses is 44 px high", async () => {
  await using page = await newPage({
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
  });
  for (const name of ["page partial", "page many", "history", "story Search returned nothing", "password "]) {
    await show(page, documentNamed(name));
    const pressed = page.locator(
      ":is(.button, .quiet-button, summary, select, input, .more a, .months a, header nav a, footer nav a):visible",
    );
    const small = await pressed.evaluateAll((elements) =>
      elements.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML),
    );
    expect({ name, small }).toEqual({ name, small: [] });
  }
});

test("a word of a page's name is not broken for what stands beside it", async () => {
  await using page = await newPage({ viewport: { width: 360, height: 740 } });
  const longNamed = snapshot({ page: { name: "Zahlungsverkehrsabwicklung" } });
  const html = renderPage(longNamed, { language: "de", base: "" });
  await show(page, { name: "long name", path: "", html, snapshot: longNamed });
  const lines = await page.locator("h1 bdi").evaluate((name) => name.getClientRects().length);
  expect(lines).toBe(1);
});

test("a name from right to left stands where every page's name stands", async () => {
  await using page = await newPage({ viewport: { width: 1280, height: 740 } });
  const arabic = snapshot({ page: { name: "حالة الخدمات" } });
  const html = renderPage(arabic, { language: "en", base: "" });
  await show(page, { name: "Arabic name", path: "", html, snapshot: arabic });
  const start = (selector: string) =>
    page.locator(selector).evaluate((element) => element.getBoundingClientRect().left);
  expect(await start("h1 bdi")).toBe(await start("#fragment-headline"));
});

test("the door has the focus in its field, and says there what was wrong", async () => {
  await using page = await newPage({});
  for (const [name, description, isInvalid] of [
    ["password ", "", false],
    ["password wrong", "That is not the password. Check it and try again.", true],
    ["password limited", "Too many tries. Try again in 14 minutes.", false],
  ] as const) {
    await show(page, documentNamed(name));
    const focused = page.locator("#password:focus");
    await focused.waitFor();
    const { describedBy, border } = await focused.evaluate((field) => ({
      describedBy: document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent ?? "",
      border: getComputedStyle(field).borderColor,
    }));
    expect(describedBy).toBe(description);
    expect(await focused.getAttribute("aria-invalid")).toBe(isInvalid ? "true" : null);
    const destructive = await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement("p"));
      probe.className = "failure";
      return getComputedStyle(probe).color;
    });
    expect(border === destructive).toBe(isInvalid);
  }
});

function documentNamed(wanted: string): TestDocument {
  const found = everyDocument("en").find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`There is no document ${wanted}.`);
  return found;
}

async function newPage(options: Parameters<Browser["newPage"]>[0]): Promise<Page & AsyncDisposable> {
  const page = await browser.newPage({ reducedMotion: "reduce", ...options });
  return Object.assign(page, { [Symbol.asyncDispose]: () => page.close() });
}

async function show(page: Page, document: TestDocument): Promise<void> {
  served = document;
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/status/acme${document.path && `/${document.path}`}`);
}
