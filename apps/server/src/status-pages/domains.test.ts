import { randomUUID } from "node:crypto";
import { limits } from "@fanal/contract";
import { connect, type Database, migrate } from "@fanal/database";
import { type Person, setTxtRecords, startTestFanal, type TestFanal, txtRecordsOf } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { createLog } from "../log.ts";
import { recheckDomains } from "./recheck-domains.ts";

const dayMs = 24 * 3_600_000;

let fanal: TestFanal;
let everything: Database;
let database: Database;
let mara: Person;
let nils: Person;
let acme: { organization: string; pageId: string };
let harbour: { organization: string; pageId: string };
let host: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"), { pagesDomain: "pages.example" });
  everything = openAsSuperuser(fanal.databaseUrl);
  const { role } = await migrate(fanal.databaseUrl);
  database = connect({ url: fanal.databaseUrl, role, maxConnections: 2, name: "test", onError: () => {} });
  mara = await fanal.signUp("Mara Ilves");
  nils = await fanal.signUp("Nils Berg");
});

beforeEach(async () => {
  acme = await found(mara, "Acme");
  harbour = await found(nils, "Harbour");
  host = `status.${randomUUID().slice(0, 8)}.example`;
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await everything[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

test("a host counts once its record is found, and the page is at home there", async () => {
  const page = await mara.client.statusPages.get(acme);
  expect(page.url).toBe(`http://${page.slug}.pages.example:${fanal.fanal.port}`);
  const claimed = await mara.client.pageDomains.add({ ...acme, host });
  expect(claimed).toMatchObject({
    host,
    record: { name: `_fanal.${host}`, value: expect.stringMatching(/^[\w-]{32}$/) },
    verifiedAt: null,
    checkedAt: null,
  });
  expect((await mara.client.statusPages.get(acme)).url).toBe(page.url);
  setTxtRecords(claimed.record.name, ["v=spf1 -all", claimed.record.value]);
  const proven = await mara.client.pageDomains.verify({ ...acme, domainId: claimed.id });
  expect(proven.verifiedAt).not.toBeNull();
  expect(await mara.client.pageDomains.list(acme)).toEqual([proven]);
  expect((await mara.client.statusPages.get(acme)).url).toBe(`http://${host}:${fanal.fanal.port}`);
  await mara.client.pageDomains.remove({ ...acme, domainId: claimed.id });
  expect(await mara.client.pageDomains.list(acme)).toEqual([]);
  expect((await mara.client.statusPages.get(acme)).url).toBe(page.url);
});

test("members find their page where their session is, not on a host of its own", async () => {
  await prove(mara, acme);
  const { slug } = await mara.client.statusPages.get(acme);
  const page = await mara.client.statusPages.update({ ...acme, visibility: "members" });
  expect(page.url).toBe(`${fanal.url}/status/${slug}`);
});

test.each([
  ["no record", []],
  ["somebody else's text", ["google-site-verification=abc"]],
  ["half of the text", ["half"]],
])("a host with %s is not proved", async (_, texts) => {
  const { id: domainId, record } = await mara.client.pageDomains.add({ ...acme, host });
  setTxtRecords(
    record.name,
    texts.map((text) => (text === "half" ? record.value.slice(0, 16) : text)),
  );
  await expect(mara.client.pageDomains.verify({ ...acme, domainId })).rejects.toMatchObject({
    code: "domain_unproven",
    status: 409,
  });
  expect((await mara.client.pageDomains.list(acme))[0]?.verifiedAt).toBeNull();
});

test("a long record beside it does no harm", async () => {
  const { id: domainId, record } = await mara.client.pageDomains.add({ ...acme, host });
  setTxtRecords(record.name, ["x".repeat(400), record.value]);
  await mara.client.pageDomains.verify({ ...acme, domainId });
});

test("anybody may claim a host, and who proves it has it", async () => {
  const theirs = await nils.client.pageDomains.add({ ...harbour, host });
  const mine = await prove(mara, acme);
  setTxtRecords(mine.record.name, [mine.record.value, theirs.record.value]);
  const late = nils.client.pageDomains.verify({ ...harbour, domainId: theirs.id });
  await expect(late).rejects.toMatchObject({ code: "name_taken", status: 409 });
  expect((await mara.client.pageDomains.list(acme))[0]?.verifiedAt).not.toBeNull();
});

test("a host goes at once to whose record stands there instead", async () => {
  const mine = await prove(mara, acme);
  const theirs = await prove(nils, harbour);
  expect(theirs.verifiedAt).not.toBeNull();
  expect(await mara.client.pageDomains.list(acme)).toMatchObject([{ id: mine.id, verifiedAt: null }]);
  const { rows } = await everything.pool.query(
    "select type from events where subject_id = $1 order by position",
    [mine.id],
  );
  expect(rows.map(({ type }) => type)).toEqual([
    "page_domain.added",
    "page_domain.verified",
    "page_domain.lapsed",
  ]);
});

test("two who prove one host at once: one has it", async () => {
  const mine = await mara.client.pageDomains.add({ ...acme, host });
  const theirs = await nils.client.pageDomains.add({ ...harbour, host });
  setTxtRecords(mine.record.name, [mine.record.value, theirs.record.value]);
  const results = await Promise.allSettled([
    mara.client.pageDomains.verify({ ...acme, domainId: mine.id }),
    nils.client.pageDomains.verify({ ...harbour, domainId: theirs.id }),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("an organization names a host once, and a page has ten of them", async () => {
  await mara.client.pageDomains.add({ ...acme, host });
  await expect(mara.client.pageDomains.add({ ...acme, host: host.toUpperCase() })).rejects.toMatchObject({
    code: "name_taken",
  });
  for (let more = 1; more < limits.domains; more++) {
    await mara.client.pageDomains.add({ ...acme, host: `n${more}.${host}` });
  }
  await expect(mara.client.pageDomains.add({ ...acme, host: `one-more.${host}` })).rejects.toMatchObject({
    code: "limit_reached",
  });
});

test.each([
  "localhost",
  "127.0.0.1",
  "[::1]",
  "10.0.0.1",
  "2130706433",
  "0x7f.1",
  "pages.example",
  "acme.pages.example",
  "a.b.pages.example",
  "status.acme.example.",
  "status..acme.example",
  "-a.example",
  "a-.example",
  "*.acme.example",
  "status.acme.example:443",
  "https://status.acme.example",
  "user@status.acme.example",
  "stätus.example",
  "status.acme.example/path",
  `${"a".repeat(64)}.example`,
  `${"a.".repeat(126)}example`,
  "status .acme.example",
  "status.acme.example\u0000.evil.example",
])("%j can be nobody's own host", async (odd) => {
  await expect(mara.client.pageDomains.add({ ...acme, host: odd })).rejects.toMatchObject({
    code: "bad_request",
    data: { issues: [{ path: ["host"] }] },
  });
});

test("a record that is gone keeps its host for a week, and then no longer", async () => {
  const { id, record } = await prove(mara, acme);
  const start = Date.now();
  setTxtRecords(record.name, []);
  await recheckAt(start + 0.5 * dayMs);
  expect(await domain()).toMatchObject({ verifiedAt: at(start), checkedAt: at(start) });
  for (const days of [1.1, 3, 6.9]) {
    await recheckAt(start + days * dayMs);
    expect(await domain()).toMatchObject({ verifiedAt: at(start), checkedAt: at(start + days * dayMs) });
  }
  setTxtRecords(record.name, [record.value]);
  await recheckAt(start + 6.95 * dayMs);
  expect(await domain()).toMatchObject({ verifiedAt: at(start + 6.95 * dayMs) });
  setTxtRecords(record.name, []);
  await recheckAt(start + 8 * dayMs);
  await recheckAt(start + 14.1 * dayMs);
  expect(await domain()).toMatchObject({ verifiedAt: null });
  const { slug } = await mara.client.statusPages.get(acme);
  await vi.waitFor(async () => {
    expect((await mara.client.statusPages.get(acme)).url).toContain(`${slug}.pages.example`);
  });

  async function domain() {
    return (await mara.client.pageDomains.list(acme)).find((one) => one.id === id);
  }
});

test("name servers that do not answer take no host away", async () => {
  await prove(mara, acme);
  const before = await mara.client.pageDomains.list(acme);
  await recheckAt(Date.now() + 30 * dayMs, () => Promise.reject(new Error("time out")));
  expect(await mara.client.pageDomains.list(acme)).toEqual(before);
});

async function prove(person: Person, page: { organization: string; pageId: string }) {
  const { id: domainId, record } = await person.client.pageDomains.add({ ...page, host });
  setTxtRecords(record.name, [record.value]);
  return person.client.pageDomains.verify({ ...page, domainId });
}

/** What housekeeping does, at another time; asks what the zone of the tests knows. */
async function recheckAt(time: number, txtRecords = txtRecordsOf): Promise<void> {
  await recheckDomains({ database, now: () => new Date(time), log: createLog("silent"), txtRecords });
}

/** A time within a few seconds of this one. */
function at(time: number) {
  return expect.toSatisfy((value: string) => Math.abs(Date.parse(value) - time) < 20_000);
}

async function found(person: Person, name: string) {
  const { slug: organization } = await person.client.organizations.create({ name });
  const [page] = await person.client.statusPages.list({ organization });
  return { organization, pageId: page?.id ?? "" };
}
