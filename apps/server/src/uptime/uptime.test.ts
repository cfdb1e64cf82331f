import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

const hour = 3_600_000;

let fanal: TestFanal;
let mara: Person;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  mara = await fanal.signUp("Mara Ilves");
});
afterAll(() => fanal[Symbol.asyncDispose]());

/** An organization with two services in a group. */
async function found(name: string) {
  const { client } = mara;
  const { slug: organization } = await client.organizations.create({ name });
  const { id: groupId } = await client.serviceGroups.create({ organization, name: "Core" });
  const api = await client.services.create({ organization, name: "API", groupId });
  const search = await client.services.create({ organization, name: "Search", groupId });
  const page = await client.statusPages.create({
    organization,
    name: "Outside",
    slug: `${organization}-outside`,
    timeZone: "Europe/Berlin",
    serviceIds: [api.id, search.id],
  });
  return { organization, groupId, api: api.id, search: search.id, pageId: page.id };
}

const hoursAgo = (hours: number) => new Date(Date.now() - hours * hour).toISOString();

/** An outage that was recorded when it was over. */
function recordOutage(organization: string, serviceId: string, from: number, to: number) {
  return mara.client.incidents.create({
    organization,
    title: "Disk full",
    message: "A disk was full.",
    status: "resolved",
    startedAt: hoursAgo(from),
    resolvedAt: hoursAgo(to),
    services: [{ serviceId, status: "major_outage" }],
  });
}

test("what was recorded afterwards is in the uptime of the service, its group and the page at once", async () => {
  const { organization, groupId, api, search, pageId } = await found("At once");
  await recordOutage(organization, api, 100, 90);
  const asked = { organization, from: hoursAgo(100), to: hoursAgo(50) };
  const ofService = await mara.client.uptime.ofService({ ...asked, serviceId: api });
  expect(ofService.uptime).toBeCloseTo(0.8, 3);
  expect(ofService.seconds.major_outage).toBeCloseTo(36_000, -1);
  expect(ofService.seconds.operational).toBeCloseTo(144_000, -1);
  for (const report of [
    await mara.client.uptime.ofGroup({ ...asked, groupId }),
    await mara.client.uptime.ofPage({ ...asked, pageId }),
  ]) {
    // The other service was not there yet: nothing is known of it, and it makes nothing better.
    expect(report.uptime).toBeCloseTo(0.8, 3);
    expect(report.services.map(({ serviceId, uptime }) => [serviceId, uptime === null])).toEqual([
      [api, false],
      [search, true],
    ]);
  }
});

test("the time before a service existed is unknown, and no uptime", async () => {
  const { organization, api } = await found("Before");
  const report = await mara.client.uptime.ofService({
    organization,
    serviceId: api,
    from: hoursAgo(48),
    to: hoursAgo(24),
  });
  expect(report.uptime).toBeNull();
  expect(report.seconds).toMatchObject({ operational: 0, unknown: 86_400 });
});

test("only what was up all the time says 100 %", async () => {
  const { organization, api, search } = await found("Rounding");
  await mara.client.services.setStatus({ organization, serviceId: api, status: "major_outage" });
  await mara.client.services.setStatus({ organization, serviceId: api, status: "operational" });
  await recordOutage(organization, search, 2_000, 1_999.9999);
  const share = async (serviceId: string) =>
    (await mara.client.uptime.ofService({ organization, serviceId, from: hoursAgo(3_000) })).uptime ?? 1;
  expect(await share(api)).toBeLessThan(1);
  expect(await share(search)).toBe(0.99999);
});

test("days, weeks, months and years follow the calendar of the page's zone, also when the clocks change", async () => {
  const { organization, api, pageId } = await found("Calendar");
  await recordOutage(organization, api, 24 * 600, 24 * 600 - 1);
  const ask = (by: "day" | "week" | "month" | "year", from: string, to: string) =>
    mara.client.uptime.ofService({ organization, serviceId: api, pageId, by, from, to });
  const year = new Date().getUTCFullYear() - 1;
  const days = await ask("day", `${year}-01-01`, `${year + 1}-01-01`);
  expect(days.timeZone).toBe("Europe/Berlin");
  const lengths = days.periods.map(
    ({ startsAt, endsAt }) => (Date.parse(endsAt) - Date.parse(startsAt)) / hour,
  );
  expect(Map.groupBy(lengths, (length) => length).get(23)).toHaveLength(1);
  expect(Map.groupBy(lengths, (length) => length).get(25)).toHaveLength(1);
  expect(days.periods.at(0)?.startsAt).toBe(`${year - 1}-12-31T23:00:00.000Z`);
  const months = await ask("month", `${year}-01-01`, `${year + 1}-01-01`);
  expect(months.periods.map(({ date }) => date.slice(5))).toEqual(
    Array.from({ length: 12 }, (_, index) => `${String(index + 1).padStart(2, "0")}-01`),
  );
  const weeks = await ask("week", `${year}-01-01`, `${year + 1}-01-01`);
  expect(new Set(weeks.periods.map(({ date }) => new Date(date).getUTCDay()))).toEqual(new Set([1]));
  for (const { periods, seconds } of [days, weeks, months])
    expect(periods.reduce((sum, period) => sum + period.seconds.operational, 0)).toBeCloseTo(
      seconds.operational,
      3,
    );
});

test("the intervals behind say when and why, clipped to what is asked for", async () => {
  const { organization, api } = await found("Intervals");
  const incident = await recordOutage(organization, api, 100, 90);
  await mara.client.services.setStatus({
    organization,
    serviceId: api,
    status: "partial_outage",
    message: "A cable is cut.",
  });
  const all = await mara.client.uptime.intervals({ organization, serviceId: api });
  expect(all).toMatchObject({
    total: 2,
    items: [
      {
        status: "partial_outage",
        isOngoing: true,
        reasons: [{ kind: "manual", message: "A cable is cut." }],
      },
      {
        status: "major_outage",
        startedAt: incident.startedAt,
        endedAt: incident.resolvedAt,
        isOngoing: false,
        reasons: [{ kind: "incident", id: incident.id, title: "Disk full" }],
      },
    ],
  });
  const [from, to] = [hoursAgo(95), hoursAgo(50)];
  const some = await mara.client.uptime.intervals({ organization, serviceId: api, from, to });
  expect(some.items).toMatchObject([{ startedAt: from, endedAt: incident.resolvedAt }]);
  await mara.client.incidents.delete({ organization, incidentId: incident.id });
  expect((await mara.client.uptime.intervals({ organization, serviceId: api })).total).toBe(1);
});

test("a page computes by its own rule, and tells visitors which", async () => {
  const { organization, api, pageId } = await found("Rule");
  await mara.client.incidents.create({
    organization,
    title: "Slow",
    message: "It was slow.",
    status: "resolved",
    startedAt: hoursAgo(100),
    resolvedAt: hoursAgo(90),
    services: [{ serviceId: api, status: "partial_outage" }],
  });
  const asked = { organization, pageId, from: hoursAgo(100), to: hoursAgo(80) };
  expect((await mara.client.uptime.ofPage(asked)).uptime).toBeCloseTo(0.85, 3);
  const weights = { degraded_performance: 0, partial_outage: 0.42, major_outage: 1 };
  const { url } = await mara.client.statusPages.update({
    organization,
    pageId,
    uptimeRule: { weights, maintenance: "excluded" },
  });
  const { uptime, rule } = await mara.client.uptime.ofPage(asked);
  expect(uptime).toBeCloseTo(0.79, 3);
  expect(rule).toEqual({ weights, maintenance: "excluded" });
  await expect
    .poll(async () => (await fetch(`${url}/services/${api}`)).text())
    .toContain("Partial outage: 42% of the time counts as downtime.");
  const html = await (await fetch(`${url}/services/${api}`)).text();
  expect(html).toContain("Maintenance is left out of the time that counts.");
  expect(html).toContain("The intervals behind it");
  await expect(
    mara.client.statusPages.update({
      organization,
      pageId,
      uptimeRule: { weights: { ...weights, major_outage: 1.5 }, maintenance: "up" },
    }),
  ).rejects.toMatchObject({ code: "bad_request" });
});

test("what cannot be asked is refused in words", async () => {
  const { organization, api } = await found("Refused");
  const ask = (input: { from: string; to?: string; by?: "day" }) =>
    mara.client.uptime.ofService({ organization, serviceId: api, ...input });
  await expect(ask({ from: "2999-01-01" })).rejects.toMatchObject({ code: "bad_request" });
  await expect(ask({ from: "2025-03-02", to: "2025-03-01" })).rejects.toMatchObject({
    message: expect.stringContaining("before `to`"),
  });
  await expect(ask({ from: "2015-01-01", by: "day" })).rejects.toMatchObject({
    message: expect.stringContaining("1,000 periods"),
  });
});

test("a viewer and a key that reads may ask", async () => {
  const { organization, api, pageId } = await found("Readers");
  const { key } = await mara.client.apiKeys.create({ organization, name: "Charts", scopes: ["read"] });
  for (const path of [`services/${api}/uptime?by=day`, `status-pages/${pageId}/uptime?by=month`]) {
    const answer = await fetch(`${fanal.url}/api/v1/organizations/${organization}/${path}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      uptime: expect.toSatisfy((share) => share === null || share === 1),
    });
  }
});
