import { dateOf, momentOf, shiftDate, startOfDay } from "@fanal/domain";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

const hour = 3_600_000;
const timeZone = "America/New_York";

let fanal: TestFanal;
let mara: Person;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  mara = await fanal.signUp("Mara Ilves");
});
afterAll(() => fanal[Symbol.asyncDispose]());

/** An organization in New York with two services. */
async function found(name: string) {
  const { client } = mara;
  const { slug: organization } = await client.organizations.create({ name, timeZone });
  const api = await client.services.create({ organization, name: "API" });
  const search = await client.services.create({ organization, name: "Search" });
  return { organization, api: api.id, search: search.id };
}

/** Months of New York, `0` is the present one. */
function month(back: number): string {
  return shiftDate(`${dateOf(Date.now(), timeZone).slice(0, 7)}-01`, -back, "month").slice(0, 7);
}

function momentIn(back: number, day: number, clock: string): number {
  return momentOf(`${month(back)}-${String(day).padStart(2, "0")}T${clock}`, timeZone).getTime();
}

/** An outage that was recorded when it was over. */
function record(organization: string, serviceIds: string[], from: number, hours: number) {
  return mara.client.incidents.create({
    organization,
    title: "Disk full",
    message: "A disk was full.",
    status: "resolved",
    startedAt: new Date(from).toISOString(),
    resolvedAt: new Date(from + hours * hour).toISOString(),
    services: serviceIds.map((serviceId) => ({ serviceId, status: "major_outage" as const })),
  });
}

const spanOf = (back: number) => ({ from: `${month(back)}-01`, to: `${month(back - 1)}-01` });

test("months are those of the organization's zone, and an incident counts in the one in which it began", async () => {
  const { organization, api, search } = await found("Calendar");
  // Half an hour before midnight in New York, when it is the next month in UTC.
  const late = Number(shiftDate(`${month(2)}-01`, -1, "day").slice(-2));
  await record(organization, [api], momentIn(3, late, "23:30"), 3);
  await record(organization, [api, search], momentIn(2, 10, "12:00"), 1);
  const { months, timeZone: told } = await mara.client.reports.get({ organization });
  expect(told).toBe(timeZone);
  expect(months).toHaveLength(12);
  expect(months.slice(-4)).toEqual([
    { month: month(3), count: 1, resolved: 1, meanSecondsToResolve: 3 * 3_600 },
    { month: month(2), count: 1, resolved: 1, meanSecondsToResolve: 3_600 },
    { month: month(1), count: 0, resolved: 0, meanSecondsToResolve: null },
    { month: month(0), count: 0, resolved: 0, meanSecondsToResolve: null },
  ]);
  const report = await mara.client.reports.get({ organization, ...spanOf(3), by: "day" });
  expect(report.incidents).toEqual({ count: 1, resolved: 1, meanSecondsToResolve: 3 * 3_600 });
  expect(report.periods).toHaveLength(late);
  // The time after midnight belongs to the next month's uptime.
  expect(report.seconds.major_outage).toBeCloseTo(1_800, 3);
  expect(report.services).toMatchObject([
    { serviceId: api, incidents: 1, seconds: { major_outage: 1_800 } },
    { serviceId: search, incidents: 0, uptime: null },
  ]);
});

test("a report of one service tells of the incidents that name it", async () => {
  const { organization, api, search } = await found("One");
  await record(organization, [api], momentIn(1, 3, "09:00"), 4);
  await record(organization, [api, search], momentIn(1, 5, "09:00"), 2);
  const ask = (serviceId?: string) =>
    mara.client.reports.get({
      organization,
      ...spanOf(1),
      ...(serviceId === undefined ? {} : { serviceId }),
    });
  expect((await ask()).incidents).toEqual({ count: 2, resolved: 2, meanSecondsToResolve: 3 * 3_600 });
  const ofSearch = await ask(search);
  expect(ofSearch.incidents).toEqual({ count: 1, resolved: 1, meanSecondsToResolve: 2 * 3_600 });
  expect(ofSearch.services.map(({ serviceId, incidents }) => [serviceId, incidents])).toEqual([[search, 1]]);
  expect(ofSearch.months.at(-1)).toMatchObject({ month: month(1), count: 1 });
});

test("drafts and deleted incidents are in no report, and what is open is in no mean", async () => {
  const { organization, api } = await found("Honest");
  const { client } = mara;
  const services = [{ serviceId: api, status: "partial_outage" as const }];
  const told = { organization, message: "We look into it.", services };
  await client.incidents.create({ ...told, title: "Draft", isDraft: true });
  await client.incidents.create({ ...told, title: "Open" });
  const gone = await record(organization, [api], Date.now() - 2 * hour, 1);
  const figures = async () =>
    (await client.reports.get({ organization, from: new Date(Date.now() - 72 * hour).toISOString() }))
      .incidents;
  expect(await figures()).toEqual({ count: 2, resolved: 1, meanSecondsToResolve: 3_600 });
  await client.incidents.delete({ organization, incidentId: gone.id });
  expect(await figures()).toEqual({ count: 1, resolved: 0, meanSecondsToResolve: null });
});

test("a deleted service is in no report", async () => {
  const { organization, api, search } = await found("Gone");
  await mara.client.services.delete({ organization, serviceId: search });
  const { services } = await mara.client.reports.get({ organization });
  expect(services.map(({ serviceId }) => serviceId)).toEqual([api]);
  await expect(mara.client.reports.get({ organization, serviceId: search })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a target is set, judged by the month, and taken away again", async () => {
  const { organization, api, search } = await found("Promised");
  const { client } = mara;
  await client.services.update({ organization, serviceId: api, slaTarget: 99.9 });
  await client.services.update({ organization, serviceId: search, slaTarget: 99 });
  // 30 or 31 days of which all but the outage were up; before the first of them nothing is known.
  await record(organization, [api, search], momentIn(3, 1, "00:00"), 1);
  const [ofApi, ofSearch] = await client.reports.serviceLevels({ organization, month: month(3) });
  const seconds = (startOfDay(`${month(2)}-01`, timeZone) - startOfDay(`${month(3)}-01`, timeZone)) / 1000;
  expect(ofApi).toMatchObject({ serviceId: api, slaTarget: 99.9, state: "missed", spentSeconds: 3_600 });
  expect(ofApi?.budgetSeconds).toBeCloseTo(seconds / 1000, 3);
  expect(ofApi?.remainingSeconds).toBeCloseTo(seconds / 1000 - 3_600, 3);
  expect(ofSearch).toMatchObject({ serviceId: search, state: "met" });
  expect(ofSearch?.remainingSeconds).toBeCloseTo(seconds / 100 - 3_600, 3);
  const present = await client.reports.serviceLevels({ organization });
  expect(present.map(({ state, spentSeconds }) => [state, spentSeconds])).toEqual([
    ["on_track", 0],
    ["on_track", 0],
  ]);
  const before = await client.reports.serviceLevels({ organization, month: month(4) });
  expect(before.map(({ state }) => state)).toEqual(["no_data", "no_data"]);
  await client.services.update({ organization, serviceId: api, slaTarget: null });
  const left = await client.reports.serviceLevels({ organization, month: month(3) });
  expect(left.map(({ serviceId }) => serviceId)).toEqual([search]);
});

test("the log says who changed which target", async () => {
  const { organization, api } = await found("Logged");
  await mara.client.services.update({ organization, serviceId: api, slaTarget: 99.95 });
  const { items } = await mara.client.events.list({ organization, limit: 1 });
  expect(items).toMatchObject([
    {
      type: "service.updated",
      subjectId: api,
      data: { before: { slaTarget: null }, after: { slaTarget: 99.95 } },
    },
  ]);
});

test("a target is a percentage between 50 and 100 with three decimals", async () => {
  const { organization, api } = await found("Bounds");
  const set = (slaTarget: number) => mara.client.services.update({ organization, serviceId: api, slaTarget });
  for (const wrong of [49.9, 100.001, 99.9995, -1])
    await expect(set(wrong), String(wrong)).rejects.toMatchObject({ code: "bad_request" });
  for (const right of [50, 99.999, 99.995, 100])
    expect((await set(right)).slaTarget, String(right)).toBe(right);
});

test("a month that is to come has no service levels, and is refused in words", async () => {
  const { organization } = await found("To come");
  await expect(mara.client.reports.serviceLevels({ organization, month: month(-1) })).rejects.toMatchObject({
    code: "bad_request",
    message: expect.stringContaining("is to come"),
  });
});

test("the report of a month is a file with one row for each service, for keys that read, too", async () => {
  const { organization, api } = await found("File");
  const { client } = mara;
  await client.services.update({ organization, serviceId: api, slaTarget: 99.9, name: "=API" });
  await record(organization, [api], momentIn(3, 1, "00:00"), 1);
  const { key } = await client.apiKeys.create({ organization, name: "Charts", scopes: ["read"] });
  const ask = (of: string, headers = { authorization: `Bearer ${key}` }) =>
    fetch(`${fanal.url}/api/v1/organizations/${organization}/reports/${of}/export`, { headers });
  const answer = await ask(month(3));
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(answer.headers.get("content-disposition")).toContain(`report-${month(3)}.csv`);
  const [ofApi, ofSearch] = parse(await answer.text(), { columns: true });
  // What a spreadsheet would take for a formula is a text.
  expect(ofApi).toMatchObject({
    service: "'=API",
    time_zone: timeZone,
    major_outage_seconds: "3600",
    incidents: "1",
    sla_target_percent: "99.9",
    sla_state: "missed",
    spent_seconds: "3600",
  });
  expect(ofSearch).toMatchObject({ service: "Search", uptime_percent: "", incidents: "0", sla_state: "" });
  expect((await ask("2026-13")).status).toBe(400);
  expect((await ask(month(-1))).status).toBe(400);
  expect((await ask(month(3), { authorization: "Bearer nothing" })).status).toBe(401);
});
