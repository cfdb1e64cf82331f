import { expect, test } from "vitest";
import { uptimeWords } from "./uptime-words.ts";

test("only what was up all the time says 100 %", () => {
  expect([1, 0.99999, 0.9995, 0.5, 0, null].map(uptimeWords)).toEqual([
    "100%",
    "99.999%",
    "99.95%",
    "50%",
    "0%",
    "–",
  ]);
});
