import { languages } from "@fanal/domain";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect, test } from "vitest";
import { renderBadge } from "./render.tsx";
import { scenes } from "./testing/scenes.ts";

const parser = new XMLParser({ ignoreAttributes: false });

test.each(["flat", "flat-square", "plain"] as const)(
  "a badge that is %s says name and headline in every language",
  (style) => {
    for (const language of languages) {
      const svg = renderBadge(scenes.partial, { language, style });
      expect(XMLValidator.validate(svg)).toBe(true);
      expect(parser.parse(svg).svg.title).toMatch(/^Acme: .+/);
    }
    expect(renderBadge(scenes.partial, { language: "en", style })).toContain(
      "<title>Acme: Minor Service Outage</title>",
    );
  },
);

test("a label of one's own stands for the name, and none leaves the headline alone", () => {
  const badge = (label: string) => renderBadge(scenes.fine, { language: "en", style: "flat", label });
  expect(badge("API")).toContain("<title>API: All Systems Operational</title>");
  expect(badge("")).toContain("<title>All Systems Operational</title>");
});

test("whatever a label is, the badge is one inert picture", () => {
  for (const label of [
    "</text><script>alert(1)</script>",
    '"><image href="x"/>',
    "a\u0000b\u202ec\n]]>",
    "界".repeat(300),
  ]) {
    const svg = renderBadge(scenes.fine, { language: "en", style: "flat", label });
    expect(XMLValidator.validate(svg)).toBe(true);
    for (const sign of ["<script", "<image", "\u0000", "\u202e"]) expect(svg).not.toContain(sign);
    expect(Number(/width="(\d+)"/.exec(svg)?.[1])).toBeLessThan(1000);
  }
});

test("a page that knows nothing has no green badge", () => {
  expect(renderBadge(scenes.empty, { language: "en", style: "flat" })).not.toContain("#21966b");
});
