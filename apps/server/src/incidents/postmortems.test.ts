import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";

let fanal: TestFanal;
let mara: Person;
let one: { organization: string; incidentId: string };

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  mara = await fanal.signUp("Mara Ilves");
});
beforeEach(async () => {
  const { slug: organization } = await mara.client.organizations.create({ name: "Acme" });
  const { id: incidentId } = await mara.client.incidents.create({
    organization,
    title: "Slow",
    message: "We look.",
    status: "resolved",
  });
  one = { organization, incidentId };
});
afterAll(() => fanal[Symbol.asyncDispose]());

const read = async () => (await mara.client.incidents.get(one)).postmortem;
const write = async (draft: string, version?: number) =>
  (
    await mara.client.incidents.writePostmortem({
      ...one,
      draft,
      ...(version === undefined ? {} : { version }),
    })
  ).postmortem;
const publish = async () => (await mara.client.incidents.publishPostmortem(one)).postmortem;
const revert = async () => (await mara.client.incidents.revertPostmortem(one)).postmortem;

test("a postmortem is written as a draft, published, edited beside what visitors see, published again and reverted", async () => {
  expect(await read()).toBeNull();
  const draft = { draft: "A **cache** was cold.", message: null, messageHtml: null, publishedAt: null };
  expect(await write(draft.draft)).toMatchObject({ ...draft, version: 1 });
  const published = await publish();
  expect(published).toMatchObject({
    message: draft.draft,
    messageHtml: "<p>A <strong>cache</strong> was cold.</p>",
    version: 2,
  });
  expect(published?.publishedAt).not.toBeNull();
  expect(await write("Two caches were cold.")).toMatchObject({
    draft: "Two caches were cold.",
    message: draft.draft,
    version: 3,
  });
  expect(await publish()).toMatchObject({
    message: "Two caches were cold.",
    publishedAt: published?.publishedAt,
  });
  expect(await revert()).toMatchObject({ draft: "Two caches were cold.", message: null, publishedAt: null });
});

test("its versions are its own: writing it does not outdate what was read of the incident", async () => {
  const { version } = await mara.client.incidents.get(one);
  await write("A cache was cold.");
  await publish();
  expect((await mara.client.incidents.get(one)).version).toBe(version);
});

test("of two people who begin it at once, having seen none, one is told", async () => {
  const results = await Promise.allSettled([write("Mara's", 0), write("Nils's", 0)]);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(results.find((result) => result.status === "rejected")).toMatchObject({
    reason: { code: "version_conflict" },
  });
});

test("one that says nothing yet is not published, and one that was never written is not found", async () => {
  await expect(publish()).rejects.toMatchObject({ code: "not_found" });
  await expect(revert()).rejects.toMatchObject({ code: "not_found" });
  await write("");
  await expect(publish()).rejects.toMatchObject({ code: "bad_request" });
});

test("reverting what is not published changes nothing", async () => {
  const written = await write("A cache was cold.");
  expect(await revert()).toEqual(written);
});

test("it stays with its incident: gone while that is deleted, there again when it is restored", async () => {
  await write("A cache was cold.");
  const published = await publish();
  await mara.client.incidents.delete(one);
  await expect(publish()).rejects.toMatchObject({ code: "not_found" });
  expect((await mara.client.incidents.restore(one)).postmortem).toEqual(published);
});
