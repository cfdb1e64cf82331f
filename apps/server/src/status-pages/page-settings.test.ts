import { randomUUID } from "node:crypto";
import { defaultLook } from "@fanal/domain";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { giveRole, openAsSuperuser } from "../http/test-helpers.ts";

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;
let organization: string;
let organizationId: string;
let pageId: string;
let api: string;
let web: string;
let mail: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
});

beforeEach(async () => {
  ({ slug: organization, id: organizationId } = await mara.client.organizations.create({ name: "Acme" }));
  [api, web, mail] = (await Promise.all(
    ["API", "Website", "Mail"].map(
      async (name) => (await mara.client.services.create({ organization, name })).id,
    ),
  )) as [string, string, string];
  const slug = `page-${randomUUID().slice(0, 8)}`;
  ({ id: pageId } = await mara.client.statusPages.create({
    organization,
    name: "Acme",
    slug,
    serviceIds: [api, web],
  }));
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

test("a new page has a look, a language and everybody as visitors", async () => {
  expect(await get()).toMatchObject({
    look: defaultLook,
    language: "en",
    customCss: "",
    images: [],
    hidesFromSearch: false,
    senderName: null,
    replyTo: null,
    reminderHours: [24, 1],
    visibility: "public",
    feedToken: null,
    groups: null,
    serviceSettings: [],
  });
});

describe("services and groups", () => {
  const data = { id: randomUUID(), name: "Data", description: "Where it is kept" };
  const edge = { id: randomUUID(), name: "Edge", description: "" };

  test("a page has groups of its own, in its order, and names for its services", async () => {
    const serviceSettings = [
      { serviceId: web, groupId: edge.id, displayName: "Shop", onlyWhenNotOperational: false },
      { serviceId: api, groupId: data.id, displayName: null, onlyWhenNotOperational: true },
    ];
    const page = await update({ groups: [edge, data], serviceSettings });
    expect(page.groups).toEqual([edge, data]);
    expect(page.serviceSettings).toEqual([serviceSettings[1], serviceSettings[0]]);
    expect((await update({ groups: [data, edge] })).groups).toEqual([data, edge]);
    const shown = await (await fetch(page.url)).text();
    expect(shown).toContain("Shop");
    expect(shown).not.toContain("Website");
  });

  test("services that stay on the page keep how they are shown when others come and go", async () => {
    await update({
      groups: [data],
      serviceSettings: [shown(web, { displayName: "Shop", groupId: data.id })],
    });
    expect(await update({ serviceIds: [mail, web] })).toMatchObject({
      serviceIds: [mail, web],
      serviceSettings: [shown(web, { displayName: "Shop", groupId: data.id })],
    });
    await update({ serviceIds: [mail] });
    expect(await update({ serviceIds: [web, mail] })).toMatchObject({ serviceSettings: [] });
  });

  test("what is not named in the settings is shown as usual", async () => {
    await update({ serviceSettings: [shown(web, { displayName: "Shop" })] });
    const settings = [shown(api, { onlyWhenNotOperational: true })];
    expect((await update({ serviceSettings: settings })).serviceSettings).toEqual(settings);
    expect((await update({ name: "Renamed" })).serviceSettings).toEqual(settings);
  });

  test("a group that goes leaves its services on the page", async () => {
    await update({
      groups: [data, edge],
      serviceSettings: [shown(web, { groupId: data.id }), shown(api, { groupId: edge.id })],
    });
    const page = await update({ groups: [edge] });
    expect(page.serviceIds).toEqual([api, web]);
    expect(page.serviceSettings).toEqual([shown(api, { groupId: edge.id })]);
    expect(await update({ groups: null })).toMatchObject({ groups: null, serviceSettings: [] });
  });

  test("services that the page does not show and groups that it does not have are named in the refusal", async () => {
    const stranger = randomUUID();
    await expect(
      update({ serviceSettings: [shown(api, { groupId: stranger }), shown(mail)] }),
    ).rejects.toMatchObject({
      code: "bad_request",
      data: {
        issues: [
          { path: ["serviceSettings", 0, "groupId"] },
          { path: ["serviceSettings", 1, "serviceId"], message: expect.stringContaining("serviceIds") },
        ],
      },
    });
    expect((await get()).serviceSettings).toEqual([]);
    await expect(update({ serviceSettings: [shown(stranger)] })).rejects.toMatchObject({ code: "not_found" });
  });

  test("all of it is written at once, or none of it", async () => {
    const page = await update({
      serviceIds: [mail],
      groups: [data],
      serviceSettings: [shown(mail, { groupId: data.id })],
    });
    expect(page).toMatchObject({ serviceIds: [mail], groups: [data] });
    await expect(
      update({ name: "Half", serviceIds: [api], groups: null, serviceSettings: [shown(web)] }),
    ).rejects.toMatchObject({ code: "bad_request" });
    expect({ ...(await get()), publishedVersion: 0 }).toEqual({ ...page, publishedVersion: 0 });
  });

  test("two pages have groups of the same id without meeting", async () => {
    const { id: other } = await mara.client.statusPages.create({
      organization,
      name: "Other",
      slug: `page-${randomUUID().slice(0, 8)}`,
      serviceIds: [api],
    });
    await update({ groups: [data] });
    const renamed = { ...data, name: "Other data" };
    await mara.client.statusPages.update({ organization, pageId: other, groups: [renamed] });
    expect((await get()).groups).toEqual([data]);
  });

  function shown(serviceId: string, settings: object = {}) {
    return { serviceId, groupId: null, displayName: null, onlyWhenNotOperational: false, ...settings };
  }
});

describe("the look", () => {
  test("what is left out of it stays", async () => {
    const links = [{ label: "Docs", url: "https://docs.acme.example/" }];
    await update({ look: { accent: "#aa3300", headerLinks: links } });
    const page = await update({ look: { radius: "none" } });
    expect(page.look).toEqual({ ...defaultLook, accent: "#aa3300", headerLinks: links, radius: "none" });
    expect((await update({ look: { accent: null } })).look.accent).toBeNull();
  });

  test.each([
    ["a colour by its name", { look: { accent: "red" } }, ["look", "accent"]],
    [
      "a link that runs",
      { look: { headerLinks: [{ label: "x", url: "javascript:alert(1)" }] } },
      ["look", "headerLinks", 0, "url"],
    ],
    [
      "a link without words",
      { look: { headerLinks: [{ label: " ", url: "https://a.example" }] } },
      ["look", "headerLinks", 0, "label"],
    ],
    ["a history of a year", { look: { historyDays: 365 } }, ["look", "historyDays"]],
    ["a language that nobody has translated", { language: "tlh" }, ["language"]],
    ["a sheet that loads", { customCss: "@import 'https://evil.example'" }, ["customCss"]],
    ["a sheet that ends its element", { customCss: "</style><script>alert(1)</script>" }, ["customCss"]],
    ["a sheet without end", { customCss: "a".repeat(50_001) }, ["customCss"]],
    ["a password that is too short", { visibility: "password", password: "1234567" }, ["password"]],
  ])("%s is refused with words at its place", async (_, change, path) => {
    const refused = await update(change as object).catch((error) => error);
    expect(refused).toMatchObject({ code: "bad_request", data: { issues: [{ path }] } });
    expect(refused.data.issues[0].message.length).toBeGreaterThan(15);
  });
});

describe("who may see it", () => {
  test("a page with a password needs one, and never shows it", async () => {
    await expect(update({ visibility: "password" })).rejects.toMatchObject({
      code: "bad_request",
      data: { issues: [{ path: ["password"], message: "Choose the password that visitors have to know." }] },
    });
    const page = await update({ visibility: "password", password: "open sesame" });
    expect(JSON.stringify(page)).not.toContain("sesame");
    const rows = await database.pool.query(
      "select password_hash from status_pages where id = $1 union all select data::text from events where organization_id = $2",
      [pageId, organizationId],
    );
    expect(JSON.stringify(rows.rows)).not.toContain("sesame");
    expect(rows.rows[0].password_hash).toMatch(/^scrypt\$/);
    expect((await update({ name: "Renamed" })).visibility).toBe("password");
  });

  test("a password that nobody would be asked for is refused", async () => {
    await expect(update({ password: "open sesame" })).rejects.toMatchObject({
      data: { issues: [{ path: ["password"] }] },
    });
    await expect(update({ visibility: "members", password: "open sesame" })).rejects.toMatchObject({
      code: "bad_request",
    });
  });

  test("the secret of its feeds is there while it is not public, and for those who may change it", async () => {
    const { feedToken } = await update({ visibility: "members" });
    expect(feedToken).toMatch(/^[\w-]{32}$/);
    const vera = await fanal.signUp("Vera Viewer");
    const { id: userId } = await vera.client.me.get();
    await giveRole(database, { organizationId, userId, role: "viewer" });
    expect((await vera.client.statusPages.get({ organization, pageId })).feedToken).toBeNull();
    const renewed = await mara.client.statusPages.renewFeedToken({ organization, pageId });
    expect(renewed.feedToken).toMatch(/^[\w-]{32}$/);
    expect(renewed.feedToken).not.toBe(feedToken);
    expect((await update({ visibility: "public" })).feedToken).toBeNull();
  });

  test("the log tells what became of it, and none of its secrets", async () => {
    const { feedToken } = await update({
      visibility: "password",
      password: "open sesame",
      look: { radius: "none" },
    });
    const { rows } = await database.pool.query(
      "select data from events where subject_id = $1 and type = 'status_page.updated'",
      [pageId],
    );
    expect(rows).toMatchObject([
      {
        data: {
          before: { visibility: "public", look: { radius: "medium" } },
          after: { visibility: "password", look: { radius: "none" } },
          changed: ["look", "visibility", "password"],
        },
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain(feedToken);
  });
});

describe("how it writes to subscribers", () => {
  test("is changed part by part, and the log tells what it was", async () => {
    const chosen = { senderName: "Acme, Inc.", replyTo: "support@acme.example", reminderHours: [1 as const] };
    expect(await update({ ...chosen, replyTo: "Support@acme.example" })).toMatchObject(chosen);
    expect(await update({ senderName: null })).toMatchObject({ ...chosen, senderName: null });
    expect(await update({ replyTo: null, reminderHours: [] })).toMatchObject({
      senderName: null,
      replyTo: null,
      reminderHours: [],
    });
    const { items } = await mara.client.events.list({ organization });
    const changes = items.filter(({ type }) => type === "status_page.updated").map(({ data }) => data);
    expect(changes).toMatchObject([
      { before: { replyTo: chosen.replyTo }, changed: ["replyTo", "reminderHours"] },
      { before: { senderName: chosen.senderName }, after: { senderName: null } },
      { before: { reminderHours: [24, 1] }, after: chosen },
    ]);
  });

  test.each([
    { senderName: "Acme\r\nBcc: eve@example.com" },
    { senderName: "A".repeat(101) },
    { senderName: " " },
    { replyTo: "support@acme.example, eve@example.com" },
    { replyTo: "support@acme.example\r\nBcc: eve@example.com" },
    { reminderHours: [24 as const, 24 as const] },
  ])("is not %o", async (change) => {
    await expect(update(change)).rejects.toMatchObject({ code: "bad_request" });
    expect(await get()).toMatchObject({ senderName: null, replyTo: null, reminderHours: [24, 1] });
  });
});

function get() {
  return mara.client.statusPages.get({ organization, pageId });
}

function update(
  change: Omit<Parameters<typeof mara.client.statusPages.update>[0], "organization" | "pageId">,
) {
  return mara.client.statusPages.update({ organization, pageId, ...change });
}
