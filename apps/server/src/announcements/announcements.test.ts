import { limits } from "@fanal/contract";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";

let fanal: TestFanal;
let mara: Person;
let organization: string;
let pageId: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  mara = await fanal.signUp("Mara Ilves");
});
beforeEach(async () => {
  ({ slug: organization } = await mara.client.organizations.create({ name: "Acme" }));
  const [page] = await mara.client.statusPages.list({ organization });
  pageId = page?.id ?? "";
});
afterAll(() => fanal[Symbol.asyncDispose]());

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const list = () => mara.client.announcements.list({ organization });

function create(more: Partial<Parameters<typeof mara.client.announcements.create>[0]> = {}) {
  return mara.client.announcements.create({ organization, pageId, title: "We move", ...more });
}

test("an announcement stands from now on without an end, unless it is given times", async () => {
  const now = await create({ message: "To a **new** office." });
  expect(now).toMatchObject({
    pageId,
    title: "We move",
    messageHtml: "<p>To a <strong>new</strong> office.</p>",
    startsAt: now.createdAt,
    endsAt: null,
    version: 1,
  });
  const times = { startsAt: inDays(2), endsAt: inDays(3) };
  const later = await create({ title: "Closed", ...times });
  expect(later).toMatchObject({ ...times, message: "", messageHtml: "" });
  expect(await list()).toEqual([later, now]);
});

test("what is left out of a change stays, and an end can be taken back", async () => {
  const before = await create({ message: "Soon.", endsAt: inDays(3) });
  const one = { organization, announcementId: before.id };
  const moved = await mara.client.announcements.update({ ...one, title: "We moved" });
  expect(moved).toEqual({ ...before, title: "We moved", version: 2, updatedAt: moved.updatedAt });
  const endless = await mara.client.announcements.update({ ...one, endsAt: null });
  expect(endless).toMatchObject({ endsAt: null, startsAt: before.startsAt });
});

test("one that would end before it starts is refused at its end, made or changed", async () => {
  const wrong = { code: "bad_request", data: { issues: [{ path: ["endsAt"] }] } };
  await expect(create({ endsAt: inDays(-1) })).rejects.toMatchObject(wrong);
  const { id: announcementId, version } = await create({ endsAt: inDays(3) });
  const change = { organization, announcementId, startsAt: inDays(4) };
  await expect(mara.client.announcements.update(change)).rejects.toMatchObject(wrong);
  expect(await list()).toMatchObject([{ version }]);
});

test("one that is taken down is gone, and restored it is what it was", async () => {
  const before = await create();
  const one = { organization, announcementId: before.id };
  await mara.client.announcements.delete(one);
  expect(await list()).toEqual([]);
  await expect(mara.client.announcements.update({ ...one, title: "Back" })).rejects.toMatchObject({
    code: "not_found",
  });
  const restored = await mara.client.announcements.restore(one);
  expect(restored).toEqual({ ...before, version: 3, updatedAt: restored.updatedAt });
  expect(await mara.client.announcements.restore(one)).toEqual(restored);
});

test("goes with its page", async () => {
  await create();
  await mara.client.statusPages.delete({ organization, pageId });
  expect(await list()).toEqual([]);
  await expect(create()).rejects.toMatchObject({ code: "not_found" });
});

test("every change is in the log, with what it was before", async () => {
  await using database = openAsSuperuser(fanal.databaseUrl);
  const { id: announcementId } = await create();
  const one = { organization, announcementId };
  await mara.client.announcements.update({ ...one, title: "We moved" });
  await mara.client.announcements.delete(one);
  await mara.client.announcements.restore(one);
  const { rows } = await database.pool.query(
    "select type, data->'before'->>'title' as before from events where subject_id = $1 order by position",
    [announcementId],
  );
  expect(rows).toEqual([
    { type: "announcement.created", before: null },
    { type: "announcement.updated", before: "We move" },
    { type: "announcement.deleted", before: "We moved" },
    { type: "announcement.restored", before: null },
  ]);
});

test("there are so many announcements and no more, also when one is restored", async () => {
  await using database = openAsSuperuser(fanal.databaseUrl);
  const { id } = await create();
  const first = { organization, announcementId: (await create({ title: "Taken down" })).id };
  await mara.client.announcements.delete(first);
  await database.pool.query(
    `insert into announcements
     select organization_id, gen_random_uuid(), page_id, title, message, starts_at, ends_at, null, version, created_at, updated_at
     from announcements, generate_series(1, $2) where id = $1`,
    [id, limits.announcements - 1],
  );
  const full = { code: "limit_reached", message: expect.stringContaining("200 announcements") };
  await expect(create()).rejects.toMatchObject(full);
  await expect(mara.client.announcements.restore(first)).rejects.toMatchObject(full);
});
