import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { furnish } from "../http/examples.fixture.ts";
import { giveRole, openAsSuperuser } from "../http/test-helpers.ts";

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;
let nils: Person;
let acme: { id: string; slug: string };
let harbour: { id: string; slug: string };

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
  nils = await fanal.signUp("Nils Berg");
  const pia = await fanal.signUp("Pia Holm");
  acme = await mara.client.organizations.create({ name: "Acme" });
  await furnish(mara.client, acme.slug, pia);
  harbour = await nils.client.organizations.create({ name: "Harbour" });
  await furnish(nils.client, harbour.slug, pia);
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

interface Exported {
  organization: { id: string };
  people: { name: string; email: string }[];
  tables: Record<string, Record<string, unknown>[]>;
}

test("an export has every row of every table of the organization, and none of another", async () => {
  const exported = await exportOf(acme.slug);
  expect(exported.organization.id).toBe(acme.id);
  expect(exported.people.map(({ name }) => name).sort()).toEqual(["Mara Ilves", "Pia Holm"]);
  const { rows: tables } = await database.pool.query<{ name: string }>(
    `select case table_schema when 'public' then table_name else table_schema || '.' || table_name end as name
     from information_schema.columns where column_name = 'organization_id' and table_schema in ('public', 'auth')
     and table_name <> 'idempotency_keys' order by 1`,
  );
  expect(Object.keys(exported.tables).sort()).toEqual(tables.map(({ name }) => name).sort());
  for (const [name, rows] of Object.entries(exported.tables)) {
    const { rowCount } = await database.pool.query(`select from ${name} where organization_id = $1`, [
      acme.id,
    ]);
    // Readers of the log go on by themselves.
    if (name !== "events" && name !== "publications")
      expect({ name, rows: rows.length }).toEqual({ name, rows: rowCount });
    for (const row of rows) expect({ name, of: row.organizationId }).toEqual({ name, of: acme.id });
  }
  expect(exported.tables.services).toMatchObject([{ name: "API" }]);
  expect(JSON.stringify(exported)).not.toContain(harbour.id);
});

test("an export holds nothing that opens anything", async () => {
  const { key: secret } = await mara.client.apiKeys.create({
    organization: acme.slug,
    name: "Key",
    scopes: ["admin"],
  });
  const [page] = await mara.client.statusPages.list({ organization: acme.slug });
  await mara.client.statusPages.update({
    organization: acme.slug,
    pageId: page?.id ?? "",
    visibility: "password",
    password: "lantern in the fog",
  });
  const { tables } = await exportOf(acme.slug);
  const text = JSON.stringify(tables);
  for (const table of ["api_keys", "scim_tokens", "status_pages", "page_domains", "auth.invitation"]) {
    const { rows } = await database.pool.query<{ value: string }>(
      `select value from ${table} t, jsonb_each_text(to_jsonb(t)) where t.organization_id = $1
       and key ~ 'hash|token|secret|password' and value <> ''`,
      [acme.id],
    );
    for (const { value } of rows) expect(text, table).not.toContain(value);
  }
  expect(text).not.toContain(`${secret}`);
  const fields = Object.entries(tables).flatMap(([name, rows]) =>
    rows.flatMap((row) => Object.keys(row).map((field) => `${name}.${field}`)),
  );
  const suspicious = fields.filter((field) =>
    /\.\w*(hash|token|secret|password|config|code)\w*$/i.test(field),
  );
  expect([...new Set(suspicious)].sort()).toEqual(["events.hash", "page_images.hash"]);
});

test("an export of more than fits at once is whole, in order and without doubles", async () => {
  const { slug, id } = await mara.client.organizations.create({ name: "Long" });
  await database.pool.query(
    `with moved as (update event_logs set position = position + 5000 where organization_id = $1 returning position)
     insert into events (organization_id, position, type, actor, data, created_at)
     select $1, position - 5000 + n, 'service.updated', '{"kind":"system","id":null,"name":"test"}',
       jsonb_build_object('text', repeat('x', (n * 37) % 3000)), now()
     from moved, generate_series(1, 5000) n order by n`,
    [id],
  );
  const { tables } = await exportOf(slug);
  const positions = tables.events?.map(({ position }) => position) ?? [];
  expect(positions.length).toBeGreaterThan(5_000);
  expect(positions).toEqual(positions.map((_, index) => index + 1));
});

test("an export breaks off for whoever may have it no longer", async () => {
  const olaf = await fanal.signUp("Olaf Ek");
  const house = await olaf.client.organizations.create({ name: "Olaf" });
  // More than fits into what lies between the two.
  await database.pool.query(
    `with moved as (update event_logs set position = position + 100 where organization_id = $1 returning position)
     insert into events (organization_id, position, type, actor, data, created_at)
     select $1, position - 100 + n, 'service.updated', '{"kind":"system","id":null,"name":"test"}',
       jsonb_build_object('filling', repeat('x', 300000)), now() from moved, generate_series(1, 100) n order by n`,
    [house.id],
  );
  const response = await fetch(`${fanal.url}/api/v1/organizations/${house.slug}/export`, {
    headers: { cookie: olaf.cookie },
  });
  expect(response.status).toBe(200);
  const reader = response.body?.getReader();
  await reader?.read();
  await database.pool.query("update auth.member set role = 'admin' where organization_id = $1", [house.id]);
  const rest = (async () => {
    while (!(await reader?.read())?.done);
  })();
  await expect(rest).rejects.toThrow();
});

test("only an owner gets an export, and the log says who did", async () => {
  const { id: userId } = await nils.client.me.get();
  expect((await ask(nils, acme.slug)).status).toBe(404);
  await giveRole(database, { organizationId: acme.id, userId, role: "admin" });
  expect((await ask(nils, acme.slug)).status).toBe(403);
  expect((await fetch(addressOf(acme.slug))).status).toBe(401);
  const { key: secret } = await mara.client.apiKeys.create({
    organization: acme.slug,
    name: "All",
    scopes: ["admin"],
  });
  const asKey = await fetch(addressOf(acme.slug), { headers: { authorization: `Bearer ${secret}` } });
  expect(asKey.status).toBe(403);
  const before = await exportsOf(harbour.id);
  await (await ask(nils, harbour.slug)).text();
  expect(before).toEqual([]);
  expect(await exportsOf(harbour.id)).toMatchObject([
    { actor: { name: "Nils Berg" }, address: expect.any(String) },
  ]);
});

function addressOf(organization: string): string {
  return `${fanal.url}/api/v1/organizations/${organization}/export`;
}

function ask({ cookie }: Person, organization: string): Promise<Response> {
  return fetch(addressOf(organization), { headers: { cookie } });
}

async function exportOf(organization: string): Promise<Exported> {
  const response = await ask(mara, organization);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-disposition")).toBe(
    `attachment; filename="fanal-${organization}.json"`,
  );
  return JSON.parse(await response.text());
}

async function exportsOf(organizationId: string): Promise<unknown[]> {
  const { rows } = await database.pool.query(
    "select actor, address from events where organization_id = $1 and type = 'organization.exported'",
    [organizationId],
  );
  return rows;
}
