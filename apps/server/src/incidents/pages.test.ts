import type { IncidentSummary } from "@fanal/contract";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

let fanal: TestFanal;
let mara: Person;
let organization: string;

/** Few starts for many incidents, so that pages end between incidents that started at once. */
const starts = ["2026-01-03T00:00:00.000Z", "2026-01-02T12:00:00.123Z", "2026-01-02T12:00:00.124Z"];

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  mara = await fanal.signUp("Mara Ilves");
  ({ slug: organization } = await mara.client.organizations.create({ name: "Acme" }));
  for (let index = 0; index < 24; index++) {
    await declare(starts[index % starts.length], index % 4 === 0 ? "resolved" : "investigating");
  }
});

afterAll(() => fanal[Symbol.asyncDispose]());

const limit = fc.integer({ min: 1, max: 30 });
const state = fc.constantFrom("open", "resolved", "all");
const time = fc.option(fc.constantFrom(...starts, "2026-01-02T13:00:00.000+01:00"), { nil: undefined });

test("pages of any size give every incident once, newest start first", async () => {
  const all = await list({ limit: 100 });
  expect(all).toHaveLength(24);
  expect(ids(all)).toEqual(ids(all.toSorted(newestFirst)));
  await fc.assert(
    fc.asyncProperty(limit, state, time, time, async (limit, state, from, to) => {
      const wanted = all
        .filter(({ resolvedAt }) => state === "all" || (resolvedAt === null) === (state === "open"))
        .filter(({ startedAt }) => from === undefined || Date.parse(startedAt) >= Date.parse(from))
        .filter(({ startedAt }) => to === undefined || Date.parse(startedAt) < Date.parse(to));
      expect(ids(await list({ limit, state, from, to }))).toEqual(ids(wanted));
    }),
    { numRuns: 30 },
  );
});

test("incidents that are declared meanwhile neither hide nor repeat those that were there", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 9 }),
      fc.constantFrom(...starts, undefined),
      async (limit, start) => {
        const before = ids(await list({ limit: 100 }));
        // A few: with small pages, one for each would make the list longer as fast as it is read.
        let left = 5;
        const seen = ids(await list({ limit }, async () => left-- > 0 && (await declare(start))));
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.filter((id) => before.includes(id))).toEqual(before);
      },
    ),
    { numRuns: 6 },
  );
});

test("a page says that there is a next one only when there is", async () => {
  const { slug } = await mara.client.organizations.create({ name: "Beacon" });
  const listed = async (limit: number) => {
    const { items, nextCursor } = await mara.client.incidents.list({ organization: slug, limit });
    return { count: items.length, isLast: nextCursor === null };
  };
  expect(await listed(1)).toEqual({ count: 0, isLast: true });
  for (const title of ["One", "Two"]) {
    await mara.client.incidents.create({ organization: slug, title, message: "Seen." });
  }
  expect(await listed(1)).toEqual({ count: 1, isLast: false });
  expect(await listed(2)).toEqual({ count: 2, isLast: true });
  expect(await listed(3)).toEqual({ count: 2, isLast: true });
});

const id = "01a20738-eb79-70d5-a745-adbc68a99696";

test.for([
  "",
  "x",
  "%00",
  "a".repeat(201),
  encode(""),
  encode(id),
  encode(`1 ${id}`),
  encode(`2026-01-01 ${id}`),
  encode(`2026-13-01T00:00:00.000Z ${id}`),
  encode(`0000-01-01T00:00:00.000Z ${id}`),
  encode("2026-01-01T00:00:00.000Z"),
  encode(`2026-01-01T00:00:00.000Z ${"-".repeat(36)}`),
  encode(`2026-01-01T00:00:00.000Z '; drop table incidents; --`),
  encode(`2026-01-01T00:00:00.000Z\0 ${id}`),
])("the cursor %j is refused with its name", async (cursor) => {
  await expect(mara.client.incidents.list({ organization, cursor })).rejects.toMatchObject({
    code: "bad_request",
    status: 400,
    data: { issues: [{ path: ["cursor"] }] },
  });
});

test("a cursor of another organization gives nothing of it", async () => {
  const nils = await fanal.signUp("Nils Berg");
  const harbour = await nils.client.organizations.create({ name: "Harbour" });
  const { nextCursor } = await mara.client.incidents.list({ organization, limit: 1 });
  if (nextCursor === null) throw new Error("There is one page only");
  const page = await nils.client.incidents.list({ organization: harbour.slug, cursor: nextCursor });
  expect(page).toEqual({ items: [], nextCursor: null });
});

test.for(["limit=0", "limit=101", "limit=-1", "limit=1.5", "limit=", "limit=1&limit=2", "state=closed"])(
  "%s is refused",
  async (query) => {
    const response = await fetch(`${fanal.url}/api/v1/organizations/${organization}/incidents?${query}`, {
      headers: { cookie: mara.cookie },
    });
    expect(response.status).toBe(400);
    const [name] = query.split("=");
    expect(await response.json()).toMatchObject({ code: "bad_request", issues: [{ path: [name] }] });
  },
);

function declare(startedAt?: string, status: "investigating" | "resolved" = "investigating") {
  const rest = startedAt === undefined ? {} : { startedAt };
  return mara.client.incidents.create({ organization, title: "Errors", message: "Seen.", status, ...rest });
}

/** All pages one after the other; `between` happens after each. */
async function list(
  query: {
    limit: number;
    state?: "open" | "resolved" | "all";
    from?: string | undefined;
    to?: string | undefined;
  },
  between: () => Promise<unknown> = async () => {},
): Promise<IncidentSummary[]> {
  const found: IncidentSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await mara.client.incidents.list({ organization, ...query, cursor });
    expect(page.items.length).toBeLessThanOrEqual(query.limit);
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
    await between();
  } while (cursor !== undefined && found.length < 1_000);
  return found;
}

function newestFirst(a: IncidentSummary, b: IncidentSummary): number {
  return Date.parse(b.startedAt) - Date.parse(a.startedAt) || (a.id < b.id ? 1 : -1);
}

function ids(incidents: readonly { id: string }[]): string[] {
  return incidents.map((incident) => incident.id);
}

function encode(text: string): string {
  return Buffer.from(text).toString("base64url");
}
