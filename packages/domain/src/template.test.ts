import fc from "fast-check";
import { expect, test } from "vitest";
import {
  escapeMarkdown,
  fillMarkdownTemplate,
  fillTemplate,
  openVariables,
  templateVariables,
} from "./template.ts";

test("variables are replaced wherever they stand, with or without spaces inside", () => {
  const text = "{{service}} is slow. {{ services }} may be late. {{service}}!";
  expect(fillTemplate(text, { service: "API", services: "API, Webhooks" })).toBe(
    "API is slow. API, Webhooks may be late. API!",
  );
});

test("what has no value stays, and so does what is no variable", () => {
  const text = "{{service}} since {{time}}, {{nonsense}}, {{constructor}} and {single}";
  expect(fillTemplate(text, { time: "14:05 CET" })).toBe(
    "{{service}} since 14:05 CET, {{nonsense}}, {{constructor}} and {single}",
  );
});

test("a value is text, even if it looks like a variable or a pattern", () => {
  expect(fillTemplate("{{service}}", { service: "{{organization}} $& $1", organization: "Acme" })).toBe(
    "{{organization}} $& $1",
  );
});

test("in Markdown a value shows as it is, and ordinary names are not touched", () => {
  const text = "**{{service}}** is slow";
  expect(fillMarkdownTemplate(text, { service: "API (EU) & E-mail, api_v2" })).toBe(
    "**API (EU) & E-mail, api_v2** is slow",
  );
  expect(fillMarkdownTemplate(text, { service: "*A* <b> [x](y) `c` _d_" })).toBe(
    "**\\*A\\* \\<b> \\[x\\](y) \\`c\\` \\_d\\_** is slow",
  );
  expect(escapeMarkdown("14:05 CET")).toBe("14:05 CET");
  expect(["# A", "- A", "1. A", "&amp;", "=="].map(escapeMarkdown)).toEqual([
    "\\# A",
    "\\- A",
    "1\\. A",
    "\\&amp;",
    "\\==",
  ]);
});

test("variables that are still open are named once", () => {
  expect(openVariables("{{services}} {{service}} {{ services }} {{nonsense}}")).toEqual([
    "services",
    "service",
  ]);
});

const values = fc.record(
  Object.fromEntries(
    templateVariables.map((name) => [name, fc.string().filter((text) => !text.includes("{"))]),
  ),
);

test("once every variable has a value, none is open and filling again changes nothing", () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(...templateVariables).map((name) => `{{${name}}}`),
  );
  fc.assert(
    fc.property(fc.array(piece), values, (pieces, all) => {
      const filled = fillTemplate(pieces.join(" "), all);
      expect(openVariables(filled)).toEqual([]);
      expect(fillTemplate(filled, all)).toBe(filled);
    }),
  );
});
