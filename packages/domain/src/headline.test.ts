import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breadth, headline, indicatorStatus, indicators } from "./headline.ts";
import { anyReordering, anyStatus, anyWorsening, statusNamed } from "./status.fixture.ts";
import { severity } from "./status.ts";
import vectors from "./vectors/headline.json" with { type: "json" };

const anyService = fc.record({ name: fc.string({ minLength: 1, maxLength: 12 }), status: anyStatus });
const anyServices = fc.array(anyService, { maxLength: 8 });

describe("the cases that others can check", () => {
  test.each(vectors.cases)("$name", ({ services, expected }) => {
    const page = services.map(({ name, status }) => ({ name, status: statusNamed(status) }));
    const result = headline(page);
    expect({ ...result, breadth: breadth(result) }).toEqual(expected);
  });
});

test("the order of services changes neither indicator nor text", () => {
  fc.assert(
    fc.property(anyReordering(anyServices), ({ list, reordered }) => {
      const { indicator, text } = headline(list);
      expect(headline(reordered)).toMatchObject({ indicator, text });
    }),
  );
});

// Short pages and many runs: a single service decides the row only when few others are there to outweigh it.
test("a service that gets worse never makes the page look better", () => {
  const few = fc.array(anyService, { maxLength: 2 });
  fc.assert(
    fc.property(few, few, anyWorsening, (above, below, { from, to }) => {
      const page = (status: typeof from) => headline([...above, { name: "API", status }, ...below]);
      expect(indicators.indexOf(page(to).indicator)).toBeGreaterThanOrEqual(
        indicators.indexOf(page(from).indicator),
      );
    }),
    { numRuns: 2000 },
  );
});

test("a page is quiet exactly when every service is operational", () => {
  fc.assert(
    fc.property(anyServices, (services) => {
      const quiet = services.every((service) => service.status === "operational");
      expect(headline(services).indicator === "none").toBe(quiet);
      expect(headline(services).text === "All Systems Operational").toBe(quiet);
    }),
  );
});

test("services that are all alike give the page the sign of their own status", () => {
  fc.assert(
    fc.property(anyStatus, fc.integer({ min: 1, max: 8 }), (status, count) => {
      const services = Array.from({ length: count }, () => ({ name: "API", status }));
      expect(indicatorStatus[headline(services).indicator]).toBe(status);
    }),
  );
});

test("every affected service is named, worst first, then in page order", () => {
  fc.assert(
    fc.property(fc.array(anyStatus, { maxLength: 8 }), (statuses) => {
      const services = statuses.map((status, position) => ({ name: `Service ${position}`, status }));
      const { affected, total } = headline(services);
      const positions = affected.map((name) => services.findIndex((service) => service.name === name));
      const ranks = positions.map((position) => ({
        position,
        severity: severity(services[position]?.status ?? "operational"),
      }));
      expect(total).toBe(statuses.length);
      expect(affected).toHaveLength(statuses.filter((status) => status !== "operational").length);
      for (const [index, rank] of ranks.entries()) {
        const next = ranks[index + 1];
        if (next === undefined) continue;
        expect(rank.severity).toBeGreaterThanOrEqual(next.severity);
        if (rank.severity === next.severity) expect(rank.position).toBeLessThan(next.position);
      }
    }),
  );
});

test("a headline leaves the services as they were", () => {
  const services = Object.freeze([
    Object.freeze({ name: "API", status: "operational" as const }),
    Object.freeze({ name: "Website", status: "major_outage" as const }),
  ]);
  expect(headline(services).affected).toEqual(["Website"]);
});

test("the breadth names as many services as it is asked for and counts the others", () => {
  const page = { indicator: "minor" as const, text: "Minor Service Outage" as const, total: 14 };
  const affected = ["API", "Webhooks", "Search", "Mail", "Website"];
  expect(breadth({ ...page, affected: ["API", "Webhooks"] })).toBe(
    "2 of 14 services affected: API, Webhooks",
  );
  expect(breadth({ ...page, affected })).toBe("5 of 14 services affected: API, Webhooks, Search and 2 more");
  expect(breadth({ ...page, affected }, 1)).toBe("5 of 14 services affected: API and 4 more");
  expect(breadth({ ...page, affected }, 5)).toBe(
    "5 of 14 services affected: API, Webhooks, Search, Mail, Website",
  );
});
