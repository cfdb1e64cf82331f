import { dateOf, momentOf, shiftDate } from "@fanal/domain";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
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
