import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";

let fanal: TestFanal;
let mara: Person;
let organization: string;
let defaultPageId: string;
let api: string;
let web: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
});

beforeEach(async () => {
  mara = await fanal.signUp("Mara Ilves");
  ({ slug: organization } = await mara.client.organizations.create({ name: "Acme" }));
  const [page] = await mara.client.statusPages.list({ organization });
  defaultPageId = page?.id ?? "";
  ({ id: api } = await mara.client.services.create({ organization, name: "API" }));
  ({ id: web } = await mara.client.services.create({ organization, name: "Website" }));
});

afterAll(() => fanal[Symbol.asyncDispose]());

test("a service that is created appears on the pages that add new services, last, and on no others", async () => {
  const chosen = await create({ slug: "chosen", serviceIds: [web] });
  const { id } = await mara.client.services.create({ organization, name: "Webhooks" });
  expect((await get(defaultPageId)).serviceIds).toEqual([api, web, id]);
  expect((await get(chosen.id)).serviceIds).toEqual([web]);
});

test("a page shows the services that were chosen, in their order", async () => {
  const page = await create({ slug: "in-order", serviceIds: [web, api] });
  expect(page.serviceIds).toEqual([web, api]);
  const shown = await textOf(page.url);
  expect(shown.indexOf("Website")).toBeGreaterThan(-1);
  const fewer = await mara.client.statusPages.update({ organization, pageId: page.id, serviceIds: [api] });
  expect(fewer.serviceIds).toEqual([api]);
  expect(await textOf(page.url)).not.toContain("Website");
});

test("a change of other things leaves the services as they were", async () => {
  const page = await create({ slug: "steady", serviceIds: [web, api] });
  const renamed = await mara.client.statusPages.update({ organization, pageId: page.id, name: "Renamed" });
  expect(renamed).toMatchObject({
    name: "Renamed",
    serviceIds: [web, api],
    slug: "steady",
    timeZone: "Etc/UTC",
  });
});

test("a page that moves is at its new address with the answer, and no longer at its old one", async () => {
  const page = await create({ slug: "before-move" });
  expect((await fetch(page.url)).status).toBe(200);
  const moved = await mara.client.statusPages.update({ organization, pageId: page.id, slug: "after-move" });
  expect(moved.url).toBe(`${fanal.url}/status/after-move`);
  expect((await fetch(moved.url)).status).toBe(200);
  expect((await fetch(page.url)).status).toBe(404);
  const next = await create({ slug: "before-move", name: "Successor" });
  expect(await textOf(next.url)).toContain("Successor");
});

test("a page that is deleted is gone with the answer, and its address is free again", async () => {
  const page = await create({ slug: "short-lived" });
  await mara.client.statusPages.delete({ organization, pageId: page.id });
  expect((await fetch(page.url)).status).toBe(410);
  await expect(get(page.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(mara.client.statusPages.delete({ organization, pageId: page.id })).rejects.toMatchObject({
    code: "not_found",
  });
  expect((await create({ slug: "short-lived" })).id).not.toBe(page.id);
});

test("a service that is deleted leaves the pages, and is back in its place when it is restored", async () => {
  await mara.client.services.delete({ organization, serviceId: api });
  expect((await get(defaultPageId)).serviceIds).toEqual([web]);
  await expect(create({ slug: "no-ghosts", serviceIds: [api] })).rejects.toMatchObject({ code: "not_found" });
  await mara.client.services.restore({ organization, serviceId: api });
  expect((await get(defaultPageId)).serviceIds).toEqual([api, web]);
});

test("a page names each service once", async () => {
  await expect(create({ slug: "twice", serviceIds: [api, api] })).rejects.toMatchObject({
    code: "bad_request",
    data: { issues: [{ path: ["serviceIds"], message: "Each service may be named once." }] },
  });
});

test("two pages that want one address at once: one gets it", async () => {
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => create({ slug: "wanted" })));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const result of results) {
    if (result.status === "rejected")
      expect(result.reason).toMatchObject({ code: "name_taken", status: 409 });
  }
});

function create(input: { slug: string; name?: string; serviceIds?: string[] }) {
  return mara.client.statusPages.create({ organization, name: "Status", ...input });
}

function get(pageId: string) {
  return mara.client.statusPages.get({ organization, pageId });
}

async function textOf(url: string): Promise<string> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return response.text();
}
