import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
});

beforeEach(async () => {
  mara = await fanal.signUp("Mara Ilves");
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

test("a new organization has its founder for owner and a status page that is there soon", async () => {
  const acme = await mara.client.organizations.create({ name: "Acme Lighting" });
  expect(acme).toMatchObject({ name: "Acme Lighting", slug: "acme-lighting", role: "owner" });
  // An answer waits for the page, but not for ever: until it is there its address says when to come again.
  const page = () => fetch(`${fanal.url}/status/acme-lighting`);
  await vi.waitFor(async () => {
    const { status, headers } = await page();
    if (status === 503) expect(headers.get("retry-after")).toBe("5");
    expect(status).toBe(200);
  }, 30_000);
  const pages = await mara.client.statusPages.list({ organization: acme.slug });
  expect(pages).toMatchObject([
    { slug: "acme-lighting", name: "Acme Lighting", addsNewServices: true, serviceIds: [] },
  ]);
  expect(await eventsOf(acme.id)).toEqual([
    "1 organization.created",
    "2 status_page.created",
    "3 status_page.published",
  ]);
});

test("a person has several organizations, each with its own things", async () => {
  const [harbour, acme] = [
    await mara.client.organizations.create({ name: "Harbour" }),
    await mara.client.organizations.create({ name: "Acme" }),
  ];
  await mara.client.services.create({ organization: acme.slug, name: "API" });
  expect(await mara.client.services.list({ organization: harbour.slug })).toEqual([]);
  expect(await mara.client.services.list({ organization: acme.id })).toHaveLength(1);
  expect((await mara.client.organizations.list()).map(({ id }) => id)).toEqual([acme.id, harbour.id]);
});

test("the second of a name gets a slug with a number, the page too", async () => {
  const first = await mara.client.organizations.create({ name: "Lumen" });
  const second = await mara.client.organizations.create({ name: "Lumen" });
  expect([first.slug, second.slug]).toEqual(["lumen", "lumen-2"]);
  const [page] = await mara.client.statusPages.list({ organization: second.slug });
  expect(page?.slug).toBe("lumen-2");
});

test("a slug whose page is taken still founds an organization, with a page beside it", async () => {
  const first = await mara.client.organizations.create({ name: "Beacon" });
  await mara.client.statusPages.create({ organization: first.slug, name: "Buoy", slug: "buoy" });
  const second = await mara.client.organizations.create({ name: "Buoy" });
  const [page] = await mara.client.statusPages.list({ organization: second.slug });
  expect([second.slug, page?.slug]).toEqual(["buoy", "buoy-2"]);
});

test.for(["Запуск", "!", "api", "Status", "01a20738-eb79-70d5-a745-adbc68a99696"])(
  "the name %j, which gives no address of its own, gets another one",
  async (name) => {
    const { slug } = await mara.client.organizations.create({ name });
    expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(["api", "status", name]).not.toContain(slug);
  },
);

test("a slug that is taken, reserved or none is refused, and nothing is founded", async () => {
  await mara.client.organizations.create({ name: "Taken", slug: "taken" });
  const found = (slug: string) => mara.client.organizations.create({ name: "Other", slug });
  await expect(found("taken")).rejects.toMatchObject({ code: "name_taken", status: 409 });
  for (const slug of [
    "api",
    "x",
    "-x-",
    "a--b",
    "a".repeat(49),
    "ä-b",
    "a/b",
    "01a20738-eb79-70d5-a745-adbc68a99696",
  ]) {
    await expect(found(slug)).rejects.toMatchObject({ code: "bad_request", status: 400 });
  }
  expect(await mara.client.organizations.list()).toHaveLength(1);
});

test("ten people who found organizations of one name at once all get one", async () => {
  const founded = await Promise.all(
    Array.from({ length: 10 }, () => mara.client.organizations.create({ name: "Rush" })),
  );
  expect(new Set(founded.map(({ slug }) => slug)).size).toBe(10);
});

test("an organization gets other settings, and its log says which, and from what", async () => {
  const { id, slug } = await mara.client.organizations.create({ name: "Old Name" });
  const [page] = await mara.client.statusPages.list({ organization: slug });
  const settings = {
    name: "New Name",
    slug: "new-name",
    timeZone: "Europe/Berlin",
    defaultPageId: page?.id ?? "",
  };
  const renamed = await mara.client.organizations.update({ organization: slug, ...settings });
  expect(renamed).toMatchObject({ id, ...settings, role: "owner", version: 2 });
  expect(await mara.client.organizations.get({ organization: "new-name" })).toEqual(renamed);
  const renamedAgain = await mara.client.organizations.update({ organization: id, name: "Newer Name" });
  expect(renamedAgain).toMatchObject({ ...settings, name: "Newer Name", version: 3 });
  const { rows } = await database.pool.query(
    "select data from events where organization_id = $1 and type = 'organization.updated' order by position",
    [id],
  );
  expect(rows.map(({ data }) => data)).toEqual([
    {
      before: { name: "Old Name", slug: "old-name", timeZone: "Etc/UTC", defaultPageId: null },
      after: settings,
    },
    { before: { name: "New Name" }, after: { name: "Newer Name" } },
  ]);
});

test("an address that it had goes on leading to it, for its members and its keys", async () => {
  const { slug } = await mara.client.organizations.create({ name: "Before" });
  const { key: secret } = await mara.client.apiKeys.create({
    organization: slug,
    name: "Key",
    scopes: ["read"],
  });
  await mara.client.organizations.update({ organization: slug, slug: "after" });
  expect(await mara.client.organizations.get({ organization: slug })).toMatchObject({ slug: "after" });
  await mara.client.services.create({ organization: slug, name: "API" });
  expect(await mara.client.services.list({ organization: "after" })).toHaveLength(1);
  const asKey = await fetch(`${fanal.url}/api/v1/organizations/${slug}`, {
    headers: { authorization: `Bearer ${secret}` },
  });
  expect(await asKey.json()).toMatchObject({ slug: "after", role: null });
  const nils = await fanal.signUp("Nils Berg");
  await expect(nils.client.organizations.get({ organization: slug })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("nobody else gets an address that an organization had; itself it takes it back", async () => {
  const mine = await mara.client.organizations.create({ name: "Pharos" });
  await mara.client.organizations.update({ organization: mine.id, slug: "pharos-two" });
  const nils = await fanal.signUp("Nils Berg");
  const founded = nils.client.organizations.create({ name: "Pharos", slug: "pharos" });
  await expect(founded).rejects.toMatchObject({ code: "name_taken" });
  const theirs = await nils.client.organizations.create({ name: "Pharos" });
  expect(theirs.slug).toBe("pharos-2");
  for (const slug of ["pharos", "pharos-two"]) {
    const moved = nils.client.organizations.update({ organization: theirs.id, slug });
    await expect(moved).rejects.toMatchObject({ code: "name_taken" });
  }
  await mara.client.organizations.update({ organization: mine.id, slug: "pharos" });
  for (const organization of ["pharos", "pharos-two"]) {
    expect(await mara.client.organizations.get({ organization })).toMatchObject({ id: mine.id });
  }
});

test("an organization cannot hoard addresses by moving through them", async () => {
  const { id } = await mara.client.organizations.create({ name: "Hoard" });
  for (let number = 1; number <= 20; number++) {
    await mara.client.organizations.update({ organization: id, slug: `hoard-of-${number}` });
  }
  const more = mara.client.organizations.update({ organization: id, slug: "hoard-of-21" });
  await expect(more).rejects.toMatchObject({ code: "limit_reached" });
  const back = await mara.client.organizations.update({ organization: id, slug: "hoard-of-3" });
  expect(back.slug).toBe("hoard-of-3");
});

test("the default page is one of its own, and is forgotten with the page", async () => {
  const { slug: organization } = await mara.client.organizations.create({ name: "Paging" });
  const other = await mara.client.organizations.create({ name: "Other Paging" });
  const [foreign] = await mara.client.statusPages.list({ organization: other.slug });
  const set = (defaultPageId: string) => mara.client.organizations.update({ organization, defaultPageId });
  await expect(set(foreign?.id ?? "")).rejects.toMatchObject({ code: "not_found" });
  const page = await mara.client.statusPages.create({ organization, name: "Second", slug: "paging-second" });
  expect(await set(page.id)).toMatchObject({ defaultPageId: page.id });
  await mara.client.statusPages.delete({ organization, pageId: page.id });
  expect(await mara.client.organizations.get({ organization })).toMatchObject({ defaultPageId: null });
});

test("a time zone that does not exist is refused", async () => {
  const { slug: organization } = await mara.client.organizations.create({ name: "Zones" });
  const refused = mara.client.organizations.update({ organization, timeZone: "Mars/Olympus" });
  await expect(refused).rejects.toMatchObject({ code: "bad_request" });
});

test("a change of nothing changes nothing", async () => {
  const acme = await mara.client.organizations.create({ name: "Still" });
  expect(await mara.client.organizations.update({ organization: acme.slug })).toEqual(acme);
});

async function eventsOf(organizationId: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ line: string }>(
    "select position || ' ' || type as line from events where organization_id = $1 order by position",
    [organizationId],
  );
  return rows.map(({ line }) => line);
}
