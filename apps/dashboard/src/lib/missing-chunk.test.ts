import { expect, test } from "vitest";
import { isChunkMissing } from "./missing-chunk.ts";

test.for([
  "Failed to fetch dynamically imported module: https://status.example/assets/reports-1.js",
  "error loading dynamically imported module: https://status.example/assets/reports-1.js",
  "Importing a module script failed.",
  "Unable to preload CSS for /assets/reports-1.css",
])("a part that is gone is recognized in the words of each browser: %s", (message) => {
  expect(isChunkMissing(new TypeError(message))).toBe(true);
});

test("what else fails is not taken for it", () => {
  for (const error of [new Error("Failed to fetch"), "Importing a module script failed.", null])
    expect(isChunkMissing(error)).toBe(false);
});
