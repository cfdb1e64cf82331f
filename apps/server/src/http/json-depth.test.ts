import { expect, test } from "vitest";
import { isTooDeep } from "./json-depth.ts";

const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

test.for([
  ["nothing", ""],
  ["a list of lists", `[${Array(1_000).fill(nested(10)).join()}]`],
  ["as many levels as there may be", nested(32)],
  ["brackets in a text", JSON.stringify({ message: nested(1_000) })],
  ["brackets in a text behind a quotation mark", JSON.stringify({ message: `"\\"${nested(1_000)}` })],
] as const)("%s is not too deep", ([, json]) => {
  expect(isTooDeep(json)).toBe(false);
});

test.for([
  ["one level more", nested(33)],
  ["lists that never close", "[".repeat(100_000)],
  ["objects", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`],
  ["lists behind a text that looks open", `["\\\\",${nested(40)}]`],
] as const)("%s is too deep", ([, json]) => {
  expect(isTooDeep(json)).toBe(true);
});
