import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { WebSocket } from "ws";
import { furnish } from "../http/examples.fixture.ts";
import { giveRole, openAsSuperuser, writtenFor } from "../http/test-helpers.ts";

const patience = { timeout: 10_000 };

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;
let nils: Person;
/** Whoever else is in an organization. */
let pia: Person;
let acme: { id: string; slug: string };

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
});
beforeEach(async () => {
  mara = await fanal.signUp("Mara Ilves");
  nils = await fanal.signUp("Nils Berg");
  pia = await fanal.signUp("Pia Holm");
  acme = await mara.client.organizations.create({ name: "Acme" });
  await furnish(mara.client, acme.slug, pia);
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

const remove = (person: Person = mara) =>
  person.client.organizations.delete({ organization: acme.slug, name: "Acme" });

test("of a deleted organization no row is left that names it, and of others every row", async () => {
  const harbour = await nils.client.organizations.create({ name: "Harbour" });
  await furnish(nils.client, harbour.slug, pia);
  const others = await writtenFor(database, harbour.id);
  const { id: userId } = await nils.client.me.get();
  await giveRole(database, { organizationId: acme.id, userId, role: "viewer" });
  await mara.client.organizations.update({ organization: acme.slug, slug: `${acme.slug}-moved` });
  await jobsOf(acme.id);
  expect(await tablesNaming(acme.id)).toEqual(expect.arrayContaining(["public.events", "auth.former_slug"]));

  await remove();

  expect(await tablesNaming(acme.id)).toEqual([]);
  expect(await writtenFor(database, harbour.id)).toBe(others);
  expect(await nils.client.organizations.list()).toMatchObject([{ id: harbour.id }]);
  await expect(mara.client.organizations.get({ organization: acme.id })).rejects.toMatchObject({
    code: "not_found",
  });
  const again = await mara.client.organizations.create({ name: "Acme", slug: acme.slug });
  expect(again.id).not.toBe(acme.id);
});

test("its pages are gone for whoever has them open, from memory and from disk", async () => {
  const pages = await mara.client.statusPages.list({ organization: acme.slug });
  const hidden = await mara.client.statusPages.create({
    organization: acme.slug,
    name: "Inside",
    slug: `${acme.slug}-inside`,
  });
  await mara.client.statusPages.update({
    organization: acme.slug,
    pageId: hidden.id,
    visibility: "members",
  });
  const statusOf = async (slug: string) => (await fetch(`${fanal.url}/status/${slug}`)).status;
  for (const { slug } of pages)
    await vi.waitFor(async () => expect(await statusOf(slug)).toBe(200), patience);
  await vi.waitFor(async () => expect(await statusOf(hidden.slug)).not.toBe(503), patience);
  await vi.waitFor(async () => expect(await filesOf(pages[0]?.id)).not.toEqual([]), patience);
  const visitor = await opened(`/status/${pages[0]?.slug}/live`, {});
  const operator = await opened(`/api/v1/organizations/${acme.slug}/live`, {
    cookie: mara.cookie,
    origin: fanal.url,
  });
  const closed = Promise.all([visitor, operator].map((socket) => once(socket, "close")));

  await remove();

  expect((await closed).map(([code]) => code)).toEqual([1000, 4403]);
  for (const { slug } of pages)
    await vi.waitFor(async () => expect(await statusOf(slug)).toBe(410), patience);
  await vi.waitFor(async () => expect(await statusOf(hidden.slug)).toBe(404), patience);
  for (const { id } of [...pages, hidden]) {
    await vi.waitFor(async () => expect(await filesOf(id)).toEqual([]), patience);
  }
});

test("mails of it that were kept as files are gone, and those of others stay", async () => {
  const harbour = await nils.client.organizations.create({ name: "Harbour" });
  const invited = ["olaf@acme.example", "olaf@harbour.example"] as const;
  await mara.client.invitations.create({ organization: acme.slug, emails: [invited[0]] });
  await nils.client.invitations.create({ organization: harbour.slug, emails: [invited[1]] });
  const kept = async () => {
    const folder = path.join(fanal.dataDirectory, "outbox");
    const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith(".eml"));
    const texts = await Promise.all(
      files.map((file) => readFile(path.join(folder, file), "utf8").catch(() => "")),
    );
    return invited.map((email) => texts.some((text) => text.includes(`To: ${email}`)));
  };
  await vi.waitFor(async () => expect(await kept()).toEqual([true, true]), patience);
  await remove();
  await vi.waitFor(async () => expect(await kept()).toEqual([false, true]), patience);
});

test("another process notices it too, without being told", async () => {
  await using second = await startTestFanal(inject("clusterUrl"), { databaseUrl: fanal.databaseUrl });
  const [page] = await mara.client.statusPages.list({ organization: acme.slug });
  const statusOf = async () => (await fetch(`${second.url}/status/${page?.slug}`)).status;
  await vi.waitFor(async () => expect(await statusOf()).toBe(200), patience);
  await remove();
  await vi.waitFor(async () => expect(await statusOf()).toBe(410), patience);
});

test("only an owner deletes it, who writes its name and has seen its newest state", async () => {
  const { id: userId } = await nils.client.me.get();
  await giveRole(database, { organizationId: acme.id, userId, role: "admin" });
  await expect(remove(nils)).rejects.toMatchObject({ code: "forbidden" });
  const wrong = mara.client.organizations.delete({ organization: acme.slug, name: "acme" });
  await expect(wrong).rejects.toMatchObject({ code: "bad_request", data: { issues: [{ path: ["name"] }] } });
  const stale = mara.client.organizations.delete({ organization: acme.slug, name: "Acme", version: 7 });
  await expect(stale).rejects.toMatchObject({ code: "version_conflict" });
  expect(await mara.client.services.list({ organization: acme.slug })).toHaveLength(1);
});

test("a long log goes whole, in statements that each take their share of it", async () => {
  const count = 3_000;
  await database.pool.query(
    `with moved as (update event_logs set position = position + $2 where organization_id = $1 returning position)
     insert into events (organization_id, position, type, actor, data, created_at)
     select $1, position - $2 + n, 'service.updated', '{"kind":"system","id":null,"name":"test"}', '{}', now()
     from moved, generate_series(1, $2) n order by n`,
    [acme.id, count],
  );
  await database.pool.query(
    `create table deletions (events int);
     create function note_deletion() returns trigger language plpgsql security definer as $$
     begin insert into public.deletions select count(*) from gone; return null; end $$;
     create trigger note_deletion after delete on events referencing old table as gone
       for each statement execute function note_deletion();`,
  );
  await remove();
  const { rows } = await database.pool.query<{ events: number }>("select events from deletions");
  await database.pool.query("drop trigger note_deletion on events; drop table deletions");
  expect(rows.reduce((sum, { events }) => sum + events, 0)).toBeGreaterThan(count);
  for (const { events } of rows) expect(events).toBeLessThanOrEqual(1_000);
  expect(await tablesNaming(acme.id)).toEqual([]);
});

test("what is under way while it is deleted finds nothing, like what comes after", async () => {
  const deleting = await database.pool.connect();
  await deleting.query("begin");
  await deleting.query("select from auth.organization where id = $1 for update", [acme.id]);
  const { client } = mara;
  const organization = acme.slug;
  const writing = [
    client.services.create({ organization, name: "Late" }),
    client.teams.create({ organization, name: "Late" }),
    client.incidents.create({ organization, title: "Late", message: "Late.", services: [] }),
  ].map((write) =>
    write.then(
      () => "done",
      (error: unknown) => error,
    ),
  );
  await vi.waitFor(async () => {
    const { rows } = await database.pool.query(
      "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
    );
    expect(rows).toHaveLength(writing.length);
  }, patience);
  await deleting.query("select set_config('fanal.erasing', $1, true)", [acme.id]);
  await deleting.query("delete from auth.organization where id = $1", [acme.id]);
  await deleting.query("delete from events where organization_id = $1", [acme.id]);
  await deleting.query("commit");
  deleting.release();
  for (const answer of await Promise.all(writing)) expect(answer).toMatchObject({ code: "not_found" });
});

/** Every table in which some row holds an id anywhere, in whatever column; jobs are looked through as well. */
async function tablesNaming(id: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('public', 'auth', 'fanal_jobs') order by 1`,
  );
  expect(rows.length).toBeGreaterThan(40);
  const naming: string[] = [];
  for (const { name } of rows) {
    const found = await database.pool.query(`select from ${name} t where strpos(t::text, $1) > 0 limit 1`, [
      id,
    ]);
    if (found.rowCount !== 0) naming.push(name);
  }
  return naming;
}

/** Waits until the organization's maintenance has its job. */
async function jobsOf(id: string): Promise<void> {
  await vi.waitFor(async () => {
    const { rowCount } = await database.pool.query(
      "select from fanal_jobs.job where data->>'organizationId' = $1",
      [id],
    );
    expect(rowCount).toBeGreaterThan(0);
  }, patience);
}

async function filesOf(pageId: string | undefined): Promise<string[]> {
  const files = await readdir(path.join(fanal.dataDirectory, "artifacts"));
  return files.filter((file) => file.startsWith(`${pageId}.`));
}

async function opened(address: string, headers: Record<string, string>): Promise<WebSocket> {
  const socket = new WebSocket(fanal.url.replace("http", "ws") + address, { headers });
  await once(socket, "message");
  return socket;
}
