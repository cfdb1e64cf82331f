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
  // Not even what would be blocked: browsers complain of each.
  const html = await htmlOf(preview());
  expect(html.match(/<script(?! type="application\/ld\+json")/g)).toBeNull();
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

/** What a form that plans a maintenance sends. */
function plan(fields: Record<string, string>, { cookie = mara.cookie, query = "" } = {}): Promise<Response> {
  const body = new FormData();
  const whole = {
    title: "New disks",
    message: "We put in **new** disks.",
    services: api,
    startsAt: "2030-01-10T01:00:00.000Z",
    endsAt: "2030-01-10T03:00:00.000Z",
    ...fields,
  };
  for (const [name, value] of Object.entries(whole)) body.set(name, value);
  const address = `/api/v1/organizations/${organization}/status-pages/${pageId}/preview${query}`;
  return fetch(fanal.url + address, { method: "POST", body, headers: { cookie, origin: fanal.url } });
}

/** The words of the main part, without moments that are told in relation to now. */
async function mainOf(answer: Promise<Response>): Promise<string> {
  const html = await htmlOf(answer);
  return html
    .slice(html.indexOf("<main"), html.indexOf("</main>"))
    .replaceAll(/data-key="[^"]*"|dateTime="[^"]*"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, "")
    .replaceAll(/\d\d:\d\d/g, "…");
}

test("a maintenance that is being planned is shown exactly as visitors will get it", async () => {
  const planned = await mainOf(plan({}));
  expect(planned).toContain("<strong>new</strong>");
  expect(planned).toContain("Scheduled");
  const { id } = await mara.client.maintenances.create({
    organization,
    title: "New disks",
    message: "We put in **new** disks.",
    serviceIds: [api],
    localStart: "2030-01-10T01:00",
    localEnd: "2030-01-10T03:00",
    timeZone: "UTC",
  });
  const story = () => fetch(`${fanal.url}/status/${organization}/maintenances/${id}`);
  await expect.poll(async () => (await story()).status).toBe(200);
  expect(await mainOf(story())).toBe(planned);
  const renamed = await mainOf(plan({ maintenance: id, title: "Newer disks", services: "" }));
  expect(renamed).toContain("Newer disks");
  expect(renamed).toContain("<strong>new</strong>");
  expect(renamed).not.toContain("API");
  expect(await mainOf(story())).toBe(planned);
});

test("work that is over is shown as done, and a window that will be refused as if it lay ahead", async () => {
  const past = { startsAt: "2025-01-10T01:00:00.000Z", endsAt: "2025-01-10T03:00:00.000Z" };
  expect(await mainOf(plan({ ...past, isPast: "1" }))).toContain("Completed");
  expect(await mainOf(plan(past))).toContain("Scheduled");
  expect((await plan({ startsAt: "tomorrow" })).status).toBe(400);
  const stranger = await fanal.signUp("Sam Stranger");
  expect((await plan({}, { cookie: "" })).status).toBe(401);
  expect((await plan({}, { cookie: stranger.cookie })).status).toBe(404);
  expect((await plan({ maintenance: api })).status).toBe(404);
});

test("a preview holds its images, so that a door lets nobody stand before a page without its logo", async () => {
  await mara.client.statusPages.putImage({
    organization,
    pageId,
    kind: "logo_light",
    data: Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="64" height="64" fill="#c00"/></svg>',
    ).toString("base64"),
  });
  await mara.client.statusPages.update({
    organization,
    pageId,
    visibility: "password",
    password: "correct-horse-battery",
  });
  const html = await htmlOf(preview());
  expect(html).toMatch(/<img [^>]*src="data:image\/svg\+xml;base64,/);
  expect(html).not.toContain('src="images/');
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
