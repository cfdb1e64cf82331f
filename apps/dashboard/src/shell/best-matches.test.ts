import { expect, test } from "vitest";
import { bestMatches } from "./best-matches.ts";

const services = Array.from({ length: 500 }, (_, index) => `Service ${index + 1}`);
const found = (search: string, things = services) => bestMatches(things, search, (name) => name);

test("of hundreds of things a search draws those that fit best, and the one that it names first", () => {
  expect(found("service 417")[0]).toBe("Service 417");
  expect(found("serv")).toHaveLength(50);
  expect(found("nothing like it")).toEqual([]);
});

test("before anything is typed there are a few of each", () => {
  expect(found(" ")).toEqual(services.slice(0, 10));
  expect(found("", services.slice(0, 3))).toEqual(services.slice(0, 3));
});
