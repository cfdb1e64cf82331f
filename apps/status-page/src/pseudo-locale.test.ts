import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { launchBrowser } from "@fanal/testing/browser";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { printAST } from "@formatjs/icu-messageformat-parser/printer.js";
import { expect, test, vi } from "vitest";
import { everyDocument } from "./testing/documents.ts";

/*
 * English as a language that does not exist: half as long again, with accents, and each message in brackets. What is
 * shown without brackets is in no catalogue.
 */
vi.mock("./messages/catalogues.ts", async (original) => {
  const { catalogues } = await original<typeof import("./messages/catalogues.ts")>();
  const pseudo = Object.fromEntries(
    Object.entries(catalogues.en).map(([key, message]) => [key, `⟦${printAST(longer(parse(message)))}⟧`]),
  );
  return { catalogues: { ...catalogues, en: pseudo } };
});

function longer(elements: MessageFormatElement[]): MessageFormatElement[] {
  return elements.map((element) => {
    if (element.type === TYPE.literal) return { ...element, value: accented(element.value) };
    if (element.type !== TYPE.plural) return element;
    const options = Object.entries(element.options).map(([form, { value, location }]) => [
      form,
      { value: longer(value), location },
    ]);
    return { ...element, options: Object.fromEntries(options) };
  });
}

function accented(text: string): string {
  return text.replaceAll(/[aeiou]/g, (vowel) => `${vowel}${"áéíóú"["aeiou".indexOf(vowel)] ?? ""}`);
}

test("long words in a language from right to left fit on a phone, and none are left in English", async () => {
  const documents = everyDocument("en").map((document) => ({
    ...document,
    html: document.html.replace('dir="ltr"', 'dir="rtl"'),
  }));
  const bare = documents.flatMap(({ name, html }) => unbracketed(html).map((text) => `${name}: ${text}`));
  expect(bare).toEqual([]);

  const browser = await launchBrowser();
  let html = "";
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8").end(html);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
    for (const document of documents) {
      html = document.html;
      const { port } = server.address() as AddressInfo;
      await page.goto(`http://127.0.0.1:${port}/status/acme`);
      const over = await page.evaluate(
        () => window.document.documentElement.scrollWidth - window.document.documentElement.clientWidth,
      );
      expect({ name: document.name, over }).toEqual({ name: document.name, over: 0 });
    }
  } finally {
    await browser.close();
    server.close();
  }
}, 120_000);

/** Words that stand in a place where the page itself speaks, and in no brackets. */
function unbracketed(html: string): string[] {
  const own = html.replaceAll(/<div class="text"[\s\S]*?<\/div>/g, "");
  const labels = [
    ...own.matchAll(
      /<(?:button|th|caption|label|option|summary|h2)\b[^>]*>([\s\S]*?)<\/(?:button|th|caption|label|option|summary|h2)>/g,
    ),
  ];
  const attributes = [...own.matchAll(/\s(?:aria-label|placeholder)="([^"]*)"/g)];
  return [...labels, ...attributes]
    .map(([, text = ""]) => text.replaceAll(/<svg[\s\S]*?<\/svg>|<bdi>[\s\S]*?<\/bdi>|<[^>]*>/g, "").trim())
    .filter((text) => /\p{L}{3}/u.test(text) && !text.includes("⟦"))
    .filter((text) => !known.test(text));
}

/** Months, days of the week and languages have their words from elsewhere. */
const known =
  /^(English|Deutsch|Français|Español|Português \(Brasil\)|Italiano|Nederlands|Polski|日本語|简体中文|Mon|Tue|Wed|Thu|Fri|Sat|Sun|\d+ \w+|(January|February|March|April|May|June|July|August|September|October|November|December) \d+)$/;
