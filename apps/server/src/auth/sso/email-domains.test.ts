import { connect, type Database, migrate } from "@fanal/database";
import {
  type Person,
  setTxtRecords,
  startForgingAuth0,
  startTestFanal,
  type TestFanal,
  txtRecordsOf,
} from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../../http/test-helpers.ts";
import { createLog } from "../../log.ts";
import { recheckEmailDomains } from "../../sign-in/recheck-email-domains.ts";
import { offersFor, oidcOf } from "./sso.fixture.ts";

const dayMs = 24 * 3_600_000;

let idp: Awaited<ReturnType<typeof startForgingAuth0>>;
let fanal: TestFanal;
let everything: Database & AsyncDisposable;
let database: Database & AsyncDisposable;
let mara: Person;
let nils: Person;
/** Each test has houses of its own. */
let house: string;
let harbour: string;
let domain: string;
let number = 0;

beforeAll(async () => {
  idp = await startForgingAuth0();
  fanal = await startTestFanal(inject("clusterUrl"), { allowsPrivateNetworks: true });
  everything = openAsSuperuser(fanal.databaseUrl);
  const { role } = await migrate(fanal.databaseUrl);
  database = connect({ url: fanal.databaseUrl, role, maxConnections: 2, name: "test", onError: () => {} });
  mara = await fanal.signUp("Mara Ilves");
  nils = await fanal.signUp("Nils Berg");
});

beforeEach(async () => {
  domain = `house${++number}.example`;
  house = await found(mara, "House");
  harbour = await found(nils, "Harbour");
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await everything[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
  await idp[Symbol.asyncDispose]();
});

test("a proof that is gone lasts a week, and then the provider vouches for nobody of the domain", async () => {
  const { id, record } = await prove(mara, house);
  const start = Date.now();
  setTxtRecords(record.name, []);
  for (const days of [1.1, 3, 6.9]) {
    await recheckAt(start + days * dayMs);
    expect(await providersFor(domain)).toEqual([`${house} directory`]);
  }
  await recheckAt(start + 7.1 * dayMs);
  expect(await providersFor(domain)).toEqual([]);
  expect(await mara.client.emailDomains.list({ organization: house })).toMatchObject([
    { id, verifiedAt: null },
  ]);
  expect(await eventsOf(id)).toEqual(["email_domain.added", "email_domain.verified", "email_domain.lapsed"]);
});

test("a proof that is back within the week begins a new one", async () => {
  const { id, record } = await prove(mara, house);
  const start = Date.now();
  setTxtRecords(record.name, []);
  await recheckAt(start + 6 * dayMs);
  setTxtRecords(record.name, [record.value]);
  await recheckAt(start + 6.5 * dayMs);
  setTxtRecords(record.name, []);
  await recheckAt(start + 12 * dayMs);
  expect(await providersFor(domain)).toEqual([`${house} directory`]);
  expect(await eventsOf(id)).toEqual(["email_domain.added", "email_domain.verified"]);
});

test("name servers that do not answer prove nothing", async () => {
  await prove(mara, house);
  const before = await mara.client.emailDomains.list({ organization: house });
  await recheckAt(Date.now() + 30 * dayMs, () => Promise.reject(new Error("time out")));
  expect(await mara.client.emailDomains.list({ organization: house })).toEqual(before);
});

test("a domain goes at once to whose record stands there instead, and not while both do", async () => {
  const mine = await prove(mara, house);
  const theirs = await nils.client.emailDomains.add({ organization: harbour, domain });
  const verify = () => nils.client.emailDomains.verify({ organization: harbour, emailDomainId: theirs.id });
  setTxtRecords(mine.record.name, [mine.record.value, theirs.record.value]);
  await expect(verify()).rejects.toMatchObject({ code: "name_taken" });
  expect(await providersFor(domain)).toEqual([`${house} directory`]);

  setTxtRecords(mine.record.name, [theirs.record.value]);
  await verify();
  expect(await providersFor(domain)).toEqual([`${harbour} directory`]);
  expect(await eventsOf(mine.id)).toEqual([
    "email_domain.added",
    "email_domain.verified",
    "email_domain.lapsed",
  ]);
});

test("a domain that is released vouches for nobody, and whoever proves it has it", async () => {
  const { id: emailDomainId } = await prove(mara, house);
  await mara.client.emailDomains.remove({ organization: house, emailDomainId });
  expect(await providersFor(domain)).toEqual([]);
  expect(await eventsOf(emailDomainId)).toEqual([
    "email_domain.added",
    "email_domain.verified",
    "email_domain.removed",
  ]);
  await prove(nils, harbour);
  expect(await providersFor(domain)).toEqual([`${harbour} directory`]);
});

async function found({ client }: Person, name: string): Promise<string> {
  const { slug: organization } = await client.organizations.create({ name });
  await client.ssoProviders.create({ organization, name: `${organization} directory`, oidc: oidcOf(idp) });
  return organization;
}

async function prove({ client }: Person, organization: string) {
  const { id: emailDomainId, record } = await client.emailDomains.add({ organization, domain });
  setTxtRecords(record.name, [record.value]);
  return client.emailDomains.verify({ organization, emailDomainId });
}

/** By which providers an address of the domain may sign in. */
async function providersFor(at: string): Promise<string[]> {
  return (await offersFor(fanal, { email: `jo@${at}` })).map(({ name }) => name);
}

/** What housekeeping does, at another time; asks what the zone of the tests knows. */
async function recheckAt(time: number, txtRecords = txtRecordsOf): Promise<void> {
  await recheckEmailDomains({ database, now: () => new Date(time), log: createLog("silent"), txtRecords });
}

async function eventsOf(subjectId: string): Promise<string[]> {
  const { rows } = await everything.pool.query(
    "select type from events where subject_id = $1 order by position",
    [subjectId],
  );
  return rows.map(({ type }) => type);
}
