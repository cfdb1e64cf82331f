import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { matches, stampFile, stampOfImage } from "./install.mjs";
import { root } from "./paths.mjs";

/** @param {Record<string, { version?: string, optional?: boolean, link?: boolean }>} packages */
const json = (packages) => JSON.stringify({ packages });

test("packages are installed when npm noted the versions of the lock file", () => {
  const lock = json({ "": {}, "packages/domain": { version: "1" }, "node_modules/a": { version: "1.0.0" } });
  expect(matches(lock, json({ "node_modules/a": { version: "1.0.0" } }))).toBe(true);
});

test("packages are not installed when one has another version, one is missing or nothing was noted", () => {
  const lock = json({ "node_modules/a": { version: "1.0.1" } });
  expect(matches(lock, json({ "node_modules/a": { version: "1.0.0" } }))).toBe(false);
  expect(matches(lock, json({}))).toBe(false);
  expect(matches(lock, "")).toBe(false);
});

test("optional packages of another platform may be missing", () => {
  const lock = json({ "node_modules/a-darwin": { version: "1.0.0", optional: true } });
  expect(matches(lock, json({}))).toBe(true);
});

test("the image says that nothing is to be installed in it", () => {
  const dockerfile = readFileSync(join(root, "Dockerfile"), "utf8");
  expect(dockerfile).toContain(`&& echo ${stampOfImage.trim()} > ${relative(root, stampFile)}\n`);
});
