import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
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

test("a new organization has its founder for owner and a status page that is there at once", async () => {
  const acme = await mara.client.organizations.create({ name: "Acme Lighting" });
  expect(acme).toMatchObject({ name: "Acme Lighting", slug: "acme-lighting", role: "owner" });
  expect((await fetch(`${fanal.url}/status/acme-lighting`)).status).toBe(200);
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

test("an organization gets another name and address, and its log says from which", async () => {
  const { id, slug } = await mara.client.organizations.create({ name: "Old Name" });
  const renamed = await mara.client.organizations.update({
    organization: slug,
    name: "New Name",
    slug: "new-name",
  });
  expect(renamed).toMatchObject({ id, name: "New Name", slug: "new-name", role: "owner" });
  await expect(mara.client.services.list({ organization: slug })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await mara.client.services.list({ organization: "new-name" })).toEqual([]);
  const { rows } = await database.pool.query(
    "select data from events where organization_id = $1 and type = 'organization.updated'",
    [id],
  );
  expect(rows).toEqual([
    {
      data: { before: { name: "Old Name", slug: "old-name" }, after: { name: "New Name", slug: "new-name" } },
    },
  ]);
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
