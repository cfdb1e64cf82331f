import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test } from "vitest";
import { putNewer } from "./put-newer.ts";

let cache: QueryClient;
beforeEach(() => {
  cache = new QueryClient();
});

const nils = { id: "nils", name: "Nils", version: 1 };
const rui = { id: "rui", name: "Rui", version: 4 };
const asked = { ...nils, name: "Nils, asked", version: 2 };

test("what a write answered takes the place of its older version, in lists, pages and alone", () => {
  cache.setQueryData(["people", "list"], [nils, rui]);
  cache.setQueryData(["people", "pages"], {
    pages: [{ items: [rui] }, { items: [nils] }],
    pageParams: [1, 2],
  });
  cache.setQueryData(["people", "one"], nils);
  putNewer(cache, [["people"]], asked);
  expect(cache.getQueryData(["people", "list"])).toEqual([asked, rui]);
  expect(cache.getQueryData(["people", "pages"])).toEqual({
    pages: [{ items: [rui] }, { items: [asked] }],
    pageParams: [1, 2],
  });
  expect(cache.getQueryData(["people", "one"])).toEqual(asked);
});

test("what is newer, has other fields, is another thing or is not touched stays as it is", () => {
  const newer = { ...nils, version: 3 };
  const summary = { id: "nils", version: 1 };
  cache.setQueryData(["people"], [newer, rui, summary]);
  cache.setQueryData(["teams"], [nils]);
  putNewer(cache, [["people"]], asked);
  putNewer(cache, [["people"]], undefined);
  expect(cache.getQueryData(["people"])).toEqual([newer, rui, summary]);
  expect(cache.getQueryData(["teams"])).toEqual([nils]);
});
