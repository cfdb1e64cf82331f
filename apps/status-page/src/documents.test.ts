import { createHash } from "node:crypto";
import { languages } from "@fanal/domain";
import { HtmlValidate } from "html-validate";
import { describe, expect, test } from "vitest";
import { everyDocument, policyOf } from "./testing/documents.ts";

/** What the standard asks for; how React writes it (attributes in mixed case, `<br/>`) is no matter of validity. */
const validator = new HtmlValidate({ extends: ["html-validate:standard"] });

describe.each(everyDocument("en"))("the document $name", (document) => {
  const { html } = document;
  const markup = withoutInline(html);

  test("carries no style attribute and no event handler, which its policy forbids", () => {
    expect(markup).not.toMatch(/\sstyle=/i);
    expect(markup).not.toMatch(/\son[a-z]+=/i);
  });

  test("runs and styles nothing but what the policy names by its hash", () => {
    const inline = [...html.matchAll(/<(script|style)>([\s\S]*?)<\/\1>/g)];
    expect(inline.length).toBeGreaterThan(0);
    const directives = policyOf(document).split("; ");
    for (const [, element, text = ""] of inline) {
      const hash = createHash("sha256").update(text).digest("base64");
      const directive = directives.find((one) => one.startsWith(`${element}-src `));
      expect(directive).toContain(`'sha256-${hash}'`);
    }
    // Data for search engines is not run.
    expect(markup.replaceAll('<script type="application/ld+json">', "")).not.toMatch(/<(script|style)\s/);
  });

  test("loads nothing from anywhere else", () => {
    expect(markup).not.toMatch(/\ssrc="(?!images\/)|url\(|<link rel="(?!icon|canonical|alternate)/);
  });

  test("has one first-level heading and a title", () => {
    expect(markup.match(/<h1[ >]/g)).toHaveLength(1);
    expect(markup).toMatch(/<title>[^<]+<\/title>/);
  });
});

test.each(languages)("every document in %s is valid HTML in that language", async (language) => {
  for (const { name, html } of everyDocument(language)) {
    expect(html).toContain(`<html lang="${language}" dir="ltr"`);
    const { results } = await validator.validateString(html);
    const messages = results.flatMap((result) =>
      result.messages.map(({ ruleId, message, line, column }) => `${ruleId}: ${message} (${line}:${column})`),
    );
    expect({ name, messages }).toEqual({ name, messages: [] });
  }
});

/** The document without the contents of its inline script and style. */
function withoutInline(html: string): string {
  return html.replace(/(<(script|style)[^>]*>)[\s\S]*?(<\/\2>)/g, "$1$3");
}
