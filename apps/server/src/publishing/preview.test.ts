import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";

let fanal: TestFanal;
let mara: Person;
let organization: string;
let pageId: string;
let api: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  mara = await fanal.signUp("Mara Ilves");
});
afterAll(() => fanal[Symbol.asyncDispose]());

beforeEach(async () => {
  ({ slug: organization } = await mara.client.organizations.create({ name: "Acme" }));
  const [page] = await mara.client.statusPages.list({ organization });
  pageId = page?.id ?? "";
  ({ id: api } = await mara.client.services.create({ organization, name: "API" }));
  await mara.client.services.create({ organization, name: "Website" });
});

function preview(query = "", { cookie = mara.cookie, page = pageId } = {}): Promise<Response> {
  const address = `/api/v1/organizations/${organization}/status-pages/${page}/preview${query}`;
  return fetch(`${fanal.url}${address}`, { headers: { cookie } });
}

async function htmlOf(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  expect(response.status).toBe(200);
  return response.text();
}

/** What can be read in the main part, without the moments and shares, which move on. */
function wordsOf(html: string): string {
  const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
  return main
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\d\d:\d\d|\b\d+ ?(?:seconds?|minutes?|s|min)\b/g, "…")
    .replaceAll(/[\d.]+%/g, "…%")
    .replaceAll(/\s+/g, " ");
}

function draft(more: object = {}) {
  return mara.client.incidents.create({
    organization,
    title: "Nobody gets in",
    status: "identified",
    message: "We **know** the cause.",
    services: [{ serviceId: api, status: "partial_outage" }],
    isDraft: true,
    ...more,
  });
}

test.each([
  ["that begins when it is published", {}],
  ["that began an hour ago", { startedAt: new Date(Date.now() - 3_600_000).toISOString() }],
  ["that promises the next update", { nextUpdateAt: new Date(Date.now() + 3_600_000).toISOString() }],
])("a draft %s is shown exactly as visitors will see it", async (_, more) => {
  const { id: incidentId } = await draft(more);
  const before = await (await fetch(`${fanal.url}/status/${organization}`)).text();
  expect(before).not.toContain("Nobody gets in");
  const seen = wordsOf(await htmlOf(preview(`?incident=${incidentId}`)));
  expect(seen).toContain("Nobody gets in");
  expect(wordsOf(await htmlOf(preview()))).toBe(wordsOf(before));
  await mara.client.incidents.publish({ organization, incidentId });
  await expect
    .poll(async () => wordsOf(await (await fetch(`${fanal.url}/status/${organization}`)).text()))
    .toBe(seen);
});

test("nothing of a preview is kept, and nothing in it runs or is framed by others", async () => {
  const { id: incidentId } = await draft();
  const page = () => fetch(`${fanal.url}/status/${organization}`).then((answer) => answer.text());
  const before = await page();
  const { headers } = await preview(`?incident=${incidentId}&state=outage&language=de`);
  expect(headers.get("cache-control")).toBe("no-store");
  const policy = headers.get("content-security-policy");
  expect(policy).toContain("script-src 'none'");
  expect(policy).toContain("frame-ancestors 'self'");
  expect(await page()).toBe(before);
});

test.each([
  ["operational", "All Systems Operational"],
  ["outage", "Partial System Outage"],
  ["maintenance", "Service Under Maintenance"],
])("a page can be looked at in the state %s", async (state, headline) => {
  const html = await htmlOf(preview(`?state=${state}`));
  expect(html).toContain(headline);
  expect(await htmlOf(preview(`?state=${state}&language=de`))).toContain('lang="de"');
});

test("a postmortem is looked at on the incident's own page before it is published", async () => {
  const { id: incidentId } = await draft({ isDraft: false });
  await mara.client.incidents.writePostmortem({ organization, incidentId, draft: "It was a **cable**." });
  expect(await htmlOf(preview(`?incident=${incidentId}&postmortem=1`))).toContain("<strong>cable</strong>");
  const story = await fetch(`${fanal.url}/status/${organization}/incidents/${incidentId}`);
  expect(await story.text()).not.toContain("cable");
});

test("a maintenance is looked at on its own page", async () => {
  const { id } = await mara.client.maintenances.create({
    organization,
    title: "New disks",
    message: "We put in new disks.",
    serviceIds: [api],
    localStart: "2030-01-10T02:00",
    localEnd: "2030-01-10T04:00",
    timeZone: "Europe/Berlin",
  });
  expect(await htmlOf(preview(`?maintenance=${id}`))).toContain("New disks");
});

test("only members see it, and others cannot tell whether it is there", async () => {
  const { id: incidentId } = await draft();
  const stranger = await fanal.signUp("Sam Stranger");
  expect((await preview("", { cookie: "" })).status).toBe(401);
  expect((await preview("", { cookie: stranger.cookie })).status).toBe(404);
  expect((await preview("", { page: incidentId })).status).toBe(404);
  expect((await preview("", { page: "no-id" })).status).toBe(404);
  expect((await preview("?state=none")).status).toBe(400);
  const other = await stranger.client.organizations.create({ name: "Other" });
  const [page] = await stranger.client.statusPages.list({ organization: other.slug });
  const foreign = `/api/v1/organizations/${other.slug}/status-pages/${page?.id}/preview?incident=${incidentId}`;
  const answer = await fetch(`${fanal.url}${foreign}`, { headers: { cookie: stranger.cookie } });
  expect(await answer.text()).not.toContain("Nobody gets in");
});
