import { expect, it } from "vitest";
import { isStatusPage } from "./return-path.ts";

it.each(["/app/acme/services", "/new", "/app"])("%s is an address of the dashboard", (path) => {
  expect(isStatusPage(path)).toBe(false);
});

it.each(["/status/acme", "/status/acme/history"])("%s is a status page", (path) => {
  expect(isStatusPage(path)).toBe(true);
});
