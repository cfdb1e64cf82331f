import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { isDashboardAddress } from "./dashboard.ts";

const routes = readdirSync(new URL("../../../dashboard/src/routes/", import.meta.url))
  .filter((file) => !file.startsWith("__"))
  .map((file) => file.replace(/\.tsx$/, "").replace(/(^|\.)index$/, ""));

test("every route of the dashboard can be loaded anew", () => {
  const addresses = routes.map((route) => `/${route.replaceAll("$", "some-").replaceAll(".", "/")}`);
  expect(addresses).toContain("/sign-in");
  expect(addresses.filter((address) => !isDashboardAddress(address))).toEqual([]);
});
