import fc from "fast-check";
import { expect, test } from "vitest";
import { type Rankable, ranked } from "./ranking.ts";

const services = Array.from({ length: 500 }, (_, index) => ({ label: `Service ${index + 1}` }));
const creations = ["New service", "New template", "New team"].map((label) => ({ label }));
const named = [
  { label: "Payments slow", context: "Template" },
  { label: "Payments", context: "Team" },
];
const groups = [
  { heading: "Create", items: creations, isWhole: true },
  { heading: "Services", items: services },
  { heading: "More", items: named },
];
const found = (search: string) =>
  ranked<Rankable, (typeof groups)[number]>(groups, search).flatMap(({ items }) =>
    items.map(({ label }) => label),
  );

test("of hundreds of things a search shows those that fit best, and the one that it names first", () => {
  expect(found("service 417")[0]).toBe("Service 417");
  expect(found("serv")).toHaveLength(50);
  expect(found("nothing like it")).toEqual([]);
});

test("the group of what fits best comes first", () => {
  const headings = (search: string) =>
    ranked<Rankable, (typeof groups)[number]>(groups, search).map(({ heading }) => heading);
  expect(headings("service 4")[0]).toBe("Services");
  expect(headings("new te")[0]).toBe("Create");
});

test("a name counts for more than what something is, and both together find it in either order", () => {
  expect(found("team")[0]).toBe("New team");
  expect(found("payments team")[0]).toBe("Payments");
  expect(found("template payments")[0]).toBe("Payments slow");
});

test("letters that only chance to be there do not stand beside what is named", () => {
  expect(found("payments")).toEqual(["Payments", "Payments slow"]);
  expect(found("syate")).toEqual([]);
});

test("before anything is typed there are a few of each, and all of what is whole", () => {
  expect(found(" ")).toEqual(
    [...creations, ...services.slice(0, 10), ...named].map(({ label }: Rankable) => label),
  );
});

test("whatever is typed, nothing is found twice and nothing is made up", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), (search) => {
      const all = found(search);
      expect(new Set(all).size).toBe(all.length);
      const known = new Set([...creations, ...services, ...named].map(({ label }: Rankable) => label));
      for (const label of all) expect(known.has(label)).toBe(true);
    }),
  );
});
