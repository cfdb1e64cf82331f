import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { missingDocPaths } from "./doc-paths.mjs";

/** @type {string} */
let root;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "fanal-docs-"));
});

afterEach(() => rmSync(root, { recursive: true }));

/** @param {Record<string, string>} files */
function write(files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

test("paths that exist are fine, with line numbers and placeholders, and so are other words in backticks", () => {
  write({
    "apps/server/src/main.ts": "",
    "README.md":
      "See `apps/server/src/main.ts:12`, `apps/server/src/<word>/commands.ts`, `apps/server/`, `npm start`.",
  });
  expect(missingDocPaths(root)).toEqual([]);
});

test("a path that does not exist is found, also in a folder of docs", () => {
  write({
    "apps/server/src/main.ts": "",
    "docs/decisions/001-log.md": "See `apps/server/src/gone.ts`.",
    "README.md": "See `apps/gone/src/<word>.ts`.",
  });
  expect(missingDocPaths(root)).toEqual([
    "README.md: apps/gone/src/<word>.ts",
    "docs/decisions/001-log.md: apps/server/src/gone.ts",
  ]);
});

test("links are looked up from the document that has them", () => {
  write({
    "docs/architecture.md":
      "[decision](decisions/001-log.md#why) [home](../README.md) [web](https://example.com)",
    "docs/decisions/001-log.md": "# Why\n\n[gone](002-gone.md)",
    "README.md": "",
  });
  expect(missingDocPaths(root)).toEqual(["docs/decisions/001-log.md: 002-gone.md"]);
});

test("what building makes may be named although it is not there yet", () => {
  write({ "apps/server/src/main.ts": "", "README.md": "`apps/status-page/dist/render.js`" });
  expect(missingDocPaths(root)).toEqual([]);
});

test("a heading that is linked to has to be there, in another document and in the same one", () => {
  write({
    "docs/start.md":
      "# Start\n\n## Your first incident\n\n[here](#your-first-incident) [gone](#your-last-one)",
    "README.md":
      "[there](docs/start.md#start) [gone](docs/start.md#the-end) [no document](docs/nowhere.md#start)",
  });
  expect(missingDocPaths(root)).toEqual([
    "README.md: docs/nowhere.md",
    "README.md: docs/start.md#the-end",
    "docs/start.md: #your-last-one",
  ]);
});
