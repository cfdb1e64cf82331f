import { readdir, readFile } from "node:fs/promises";
import { createMemoryHistory, createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { expect, test } from "vitest";
import { onlyKnown } from "./only-known.ts";

test("what was refused in an address does not reach its page", () => {
  const root = createRootRoute();
  const page = createRoute({
    getParentRoute: () => root,
    path: "/page",
    validateSearch: onlyKnown((search): { tab?: "past" } => (search.tab === "past" ? { tab: "past" } : {})),
  });
  const router = createRouter({ routeTree: root.addChildren([page]), history: createMemoryHistory() });
  const searchWith = (search: object) =>
    JSON.parse(JSON.stringify(router.matchRoutes("/page", search).at(-1)?.search));
  expect(searchWith({ tab: "past" })).toEqual({ tab: "past" });
  expect(searchWith({ tab: "evil", other: 1 })).toEqual({});
});

test("every route that reads its address reads it so", async () => {
  const routes = new URL("../routes/", import.meta.url);
  const files = await readdir(routes);
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, routes), "utf8")));
  const reading = texts.flatMap((text) => text.match(/validateSearch:\s*\w+/g) ?? []);
  expect(reading.length).toBeGreaterThan(5);
  expect(reading.filter((one) => !/onlyKnown$/.test(one))).toEqual([]);
});
