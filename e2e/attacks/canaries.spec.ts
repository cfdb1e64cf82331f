import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { WebSocket } from "ws";
import { published } from "../support/dashboard.ts";

/** In the name of everything that visitors have no business with. */
const canary = "kanarienvogel";
const organization = "lumen";

let fanal: TestFanal;
let mara: Person;
let incidentId: string;
let serviceId: string;
let pageId: string;
let others: string[];

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  mara = await fanal.signUp(`Mara ${canary}`);
  const { client } = mara;
  await client.organizations.create({ name: `Lumen ${canary}`, slug: organization });
  const guest = await fanal.signUp(`Gita ${canary}`);
  const [invitation] = await client.invitations.create({ organization, emails: [guest.email] });
  await guest.client.invitations.accept({ token: invitation?.link?.split("/").at(-1) ?? "" });
  await client.invitations.create({ organization, emails: [`${canary}@example.com`] });
  await client.teams.create({ organization, name: `Team ${canary}` });
  await client.apiKeys.create({ organization, name: `Key ${canary}`, scopes: ["read"] });
  const [page] = await client.statusPages.list({ organization });
  pageId = page?.id ?? "";
  await client.statusPages.update({ organization, pageId, name: "Lumen" });
  ({ id: serviceId } = await client.services.create({ organization, name: "API" }));
  const hidden = await client.services.create({
    organization,
    name: `Engine ${canary}`,
    description: canary,
  });
  await client.statusPages.update({ organization, pageId, serviceIds: [serviceId] });
  const services = [{ serviceId, status: "degraded_performance" as const }];
  ({ id: incidentId } = await client.incidents.create({
    organization,
    title: "Slow answers",
    message: "We look.",
    services,
  }));
  await client.incidents.writePostmortem({
    organization,
    incidentId,
    draft: `Whose fault it was: ${canary}`,
  });
  const draft = await client.incidents.create({
    organization,
    title: `Draft ${canary}`,
    message: canary,
    services,
    isDraft: true,
  });
  const unseen = await client.incidents.create({
    organization,
    title: `Engine room ${canary}`,
    message: canary,
    services: [{ serviceId: hidden.id, status: "major_outage" }],
  });
  const deleted = await client.incidents.create({
    organization,
    title: `Mistake ${canary}`,
    message: canary,
    services,
  });
  await client.incidents.delete({ organization, incidentId: deleted.id });
  await client.incidentTemplates.create({
    organization,
    name: canary,
    title: canary,
    message: canary,
    services: [],
  });
  const far = new Date(Date.now() + 30 * 86_400_000).toISOString();
  await client.announcements.create({ organization, pageId, title: `Later ${canary}`, startsAt: far });
  const wrong = await client.announcements.create({ organization, pageId, title: `Wrong ${canary}` });
  await client.announcements.delete({ organization, announcementId: wrong.id });
  await client.services.update({ organization, serviceId, name: "Reactor" });
  await published(fanal, organization, "Reactor", "Slow answers");
  others = [draft.id, unseen.id, deleted.id];
});
afterAll(() => fanal[Symbol.asyncDispose]());

/** All that anybody can fetch of the page, with what it calls itself there. */
function publicAddresses(): string[] {
  const below = [
    "",
    "/history",
    `/history/${new Date().toISOString().slice(0, 7)}`,
    `/incidents/${incidentId}`,
    `/services/${serviceId}`,
  ];
  const api = ["summary", "components", "incidents", "scheduled-maintenances"].map(
    (name) => `/api/v2/${name}.json`,
  );
  const feeds = ["/history.atom", "/history.rss", "/feed.json", "/maintenance.ics", "/badge.svg", ...api];
  return [...below, ...feeds]
    .flatMap((path) => [path, `${path}?language=de`])
    .map((path) => `/status/${organization}${path}`);
}

test("nothing that visitors get has a word of what is not theirs", async () => {
  for (const address of publicAddresses()) {
    const response = await fetch(fanal.url + address);
    expect({ address, status: response.status }).toEqual({ address, status: 200 });
    const all = JSON.stringify([...response.headers]) + (await response.text());
    expect({ address, sings: all.includes(canary) }).toEqual({ address, sings: false });
    for (const { id } of await people()) expect(all).not.toContain(id);
    expect(all).not.toMatch(/@example\.com/);
    for (const id of others) expect(all).not.toContain(id);
  }
});

async function people(): Promise<{ id: string }[]> {
  return mara.client.members.list({ organization });
}

test("what is a draft, deleted, or of services that the page does not show answers as what is not there", async () => {
  const missing = await shown(`/status/${organization}/incidents/01a20738-eb79-70d5-a745-adbc68a99696`);
  const [draft, unseen, deleted] = others;
  expect(await shown(`/status/${organization}/incidents/${draft}`)).toEqual(missing);
  expect(await shown(`/status/${organization}/incidents/${unseen}`)).toEqual(missing);
  const gone = await shown(`/status/${organization}/incidents/${deleted}`);
  expect([404, 410]).toContain(gone.status);
  expect(gone.text).not.toContain(canary);
});

async function shown(address: string): Promise<{ status: number; text: string }> {
  const response = await fetch(fanal.url + address);
  return { status: response.status, text: await response.text() };
}

test("no socket of a visitor tells of it either, while it happens", async () => {
  const socket = new WebSocket(`${fanal.url.replace("http", "ws")}/status/${organization}/live?version=1`);
  const heard: string[] = [];
  socket.on("message", (data) => heard.push(String(data)));
  await new Promise((resolve) => socket.once("message", resolve));
  const { client } = mara;
  await client.incidents.create({
    organization,
    title: `Another ${canary}`,
    message: canary,
    services: [],
    isDraft: true,
  });
  await client.incidents.postUpdate({
    organization,
    incidentId,
    status: "identified",
    message: "Now we know.",
  });
  await expect.poll(() => heard.join()).toContain("Now we know.");
  socket.terminate();
  expect(heard.join()).not.toContain(canary);
});
