import type { SubscriberImport } from "@fanal/contract";
import { everything } from "@fanal/domain";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;
let organization: string;
let organizationId: string;
let pageId: string;
let serviceId: string;
let groupId: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
});
beforeEach(async () => {
  ({ slug: organization, id: organizationId } = await mara.client.organizations.create({ name: "Acme" }));
  const [page] = await mara.client.statusPages.list({ organization });
  pageId = page?.id ?? "";
  ({ id: groupId } = await mara.client.serviceGroups.create({ organization, name: "Core" }));
  ({ id: serviceId } = await mara.client.services.create({ organization, name: "API", groupId }));
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

function start(csv: string, confirmation: "ask" | "vouched" = "vouched") {
  return mara.client.subscriberImports.create({ organization, pageId, confirmation, csv });
}

async function finished({ id: importId }: SubscriberImport, timeout = 20_000) {
  const get = () => mara.client.subscriberImports.get({ organization, importId });
  await expect.poll(async () => (await get()).state, { timeout, interval: 100 }).toBe("finished");
  return get();
}

async function subscribers() {
  const { items } = await mara.client.subscribers.list({ organization, pageId, limit: 200 });
  return items.toReversed();
}

test("each row becomes a subscriber with what it says, and what is left out is as the page has it", async () => {
  const csv = [
    "﻿E-Mail;Services;Language;Shared;Notes",
    'nils@acme.example;"api; CORE";de;yes;first',
    "",
    `pia@acme.example;${serviceId};;;`,
    "RUI@acme.example",
  ].join("\r\n");
  const started = await start(csv);
  expect(started).toMatchObject({ state: "running", total: 3, done: 0, startedBy: "Mara Ilves", errors: [] });
  expect(await finished(started)).toMatchObject({
    total: 3,
    done: 3,
    added: 3,
    known: 0,
    refused: 0,
    errors: [],
  });
  expect(await subscribers()).toMatchObject([
    {
      address: "nils@acme.example",
      state: "active",
      addedBy: "import",
      language: "de",
      isShared: true,
      choices: { ...everything, scope: { serviceIds: [serviceId], groupIds: [groupId] } },
    },
    {
      address: "pia@acme.example",
      language: "en",
      isShared: false,
      choices: { ...everything, scope: { serviceIds: [serviceId], groupIds: [] } },
    },
    { address: "rui@acme.example", choices: everything },
  ]);
});

test("what is wrong with a row is said with its line, and the others are added", async () => {
  await mara.client.subscribers.create({
    organization,
    pageId,
    email: "nils@acme.example",
    confirmation: "vouched",
  });
  await mara.client.subscribers.create({
    organization,
    pageId,
    email: "olaf@acme.example",
    confirmation: "vouched",
  });
  await database.pool.query(
    "update subscribers set state = 'unsubscribed' where address = 'olaf@acme.example'",
  );
  const csv = [
    "email,services,language,shared,channel,state",
    "nobody",
    ",API",
    "a@acme.example,Nothing",
    "b@acme.example,,xx",
    "c@acme.example,,,perhaps",
    "d@acme.example,,,,slack",
    "e@acme.example,,,,email,unsubscribed",
    "nils@acme.example",
    "olaf@acme.example",
    "pia@acme.example,API,,,email,active",
    "PIA@acme.example",
  ].join("\n");
  const done = await finished(await start(csv));
  expect(done).toMatchObject({ total: 11, done: 11, added: 1, known: 2, refused: 8 });
  expect(done.errors.map(({ line, message }) => `${line} ${message}`)).toEqual([
    "2 This is no e-mail address.",
    "3 The address is missing.",
    "4 “Nothing” is no service and no group of this page.",
    "5 The language is none of en, de, fr, es, pt-BR, it, nl, pl, ja, zh-Hans.",
    "6 “shared” is neither yes nor no.",
    "7 Only e-mail addresses can be imported.",
    "8 Only addresses that are active can be imported.",
    "10 This address unsubscribed. Only whoever reads it can come back.",
  ]);
  expect((await subscribers()).find(({ address }) => address === "olaf@acme.example")?.state).toBe(
    "unsubscribed",
  );
});

test("those who are asked get a mail each and are told of nothing before they say yes", async () => {
  const csv = `email\n${Array.from({ length: 130 }, (_, index) => `r${index}@acme.example`).join("\n")}`;
  await finished(await start(csv, "ask"));
  const all = await subscribers();
  expect(all).toHaveLength(130);
  expect(new Set(all.map(({ state }) => state))).toEqual(new Set(["unconfirmed"]));
  const { rows } = await database.pool.query<{ recipient: string }>(
    "select recipient from mails where organization_id = $1",
    [organizationId],
  );
  expect(rows.map(({ recipient }) => recipient).sort()).toEqual(all.map(({ address }) => address).sort());
});

test("a file that cannot be read is refused in words before anything is written", async () => {
  const refusals: [string, string][] = [
    ["nils@acme.example\npia@acme.example\n", "No column is named “email”"],
    ["email\n", "no rows below its header"],
    ['email,services\nnils@acme.example,"API\npia@acme.example\n', "look at its quotes"],
    ['email,services\nnils@acme.example,"API"x\n', "Line 2 cannot be read"],
  ];
  for (const [csv, message] of refusals) {
    await expect(start(csv)).rejects.toMatchObject({
      code: "bad_request",
      message: expect.stringContaining(message),
      data: { issues: [{ path: ["csv"] }] },
    });
  }
  await expect(start("email\n\0")).rejects.toMatchObject({ code: "bad_request" });
  expect(await mara.client.subscriberImports.list({ organization, pageId })).toEqual([]);
});

test("a file of more rows than an import takes is refused", async () => {
  const csv = `email\n${"a@acme.example\n".repeat(100_001)}`;
  await expect(start(csv)).rejects.toMatchObject({
    code: "bad_request",
    message: expect.stringContaining("100,000 rows"),
  });
});

test("only the import takes a large body, and even that an end", async () => {
  const ask = (path: string, size: number) =>
    fetch(`${fanal.url}/api/v1/organizations/${organization}/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: mara.cookie },
      body: JSON.stringify({ csv: "x".repeat(size) }),
    }).then(({ status }) => status);
  expect(await ask("services", 300_000)).toBe(413);
  expect(await ask(`status-pages/${pageId}/subscriber-imports`, 300_000)).toBe(400);
  expect(await ask(`status-pages/${pageId}/subscriber-imports`, 25 * 1024 * 1024)).toBe(413);
});

test("the beginning of a file shows how its columns and first rows are read", async () => {
  const csv = `Email address,Components,Company\nnils@acme.example,API,Acme\nnobody,,\n${"x@acme.example\n".repeat(20)}`;
  const preview = await mara.client.subscriberImports.preview({ organization, pageId, csv });
  expect(preview.columns).toEqual([
    { name: "Email address", field: "email" },
    { name: "Components", field: "services" },
    { name: "Company", field: null },
  ]);
  expect(preview.rows).toHaveLength(5);
  expect(preview.rows.slice(0, 2)).toEqual([
    { line: 2, values: ["nils@acme.example", "API", "Acme"], problem: null },
    { line: 3, values: ["nobody", "", ""], problem: "This is no e-mail address." },
  ]);
  expect(await subscribers()).toEqual([]);
});

test("what was exported can be imported on another page", async () => {
  await mara.client.subscribers.create({
    organization,
    pageId,
    email: "+nils@acme.example",
    confirmation: "vouched",
    language: "de",
    choices: { ...everything, scope: { serviceIds: [serviceId], groupIds: [] } },
  });
  const address = `${fanal.url}/api/v1/organizations/${organization}/status-pages/${pageId}/subscribers/export`;
  const csv = await (await fetch(address, { headers: { cookie: mara.cookie } })).text();
  const { id } = await mara.client.statusPages.create({
    organization,
    name: "Inside",
    slug: `inside-${organization}`,
    serviceIds: [serviceId],
  });
  pageId = id;
  expect(await finished(await start(csv))).toMatchObject({ added: 1, errors: [] });
  expect(await subscribers()).toMatchObject([
    {
      address: "+nils@acme.example",
      language: "de",
      choices: { scope: { serviceIds: [serviceId], groupIds: [] } },
    },
  ]);
});

test("a hundred thousand rows become subscribers once each, with progress on the way and one event at the end", async () => {
  const rows = Array.from({ length: 100_000 }, (_, index) =>
    index % 50 === 7 ? "no address" : `reader${index}@acme.example,API`,
  );
  const started = await start(`email,services\n${rows.join("\n")}`);
  const seen = new Set<number>();
  const look = async () => {
    const now = await mara.client.subscriberImports.get({ organization, importId: started.id });
    seen.add(now.done);
    return now.state;
  };
  await expect.poll(look, { timeout: 120_000, interval: 50 }).toBe("finished");
  const done = await finished(started);
  expect(done).toMatchObject({ total: 100_000, done: 100_000, added: 98_000, known: 0, refused: 2_000 });
  expect(done.errors).toHaveLength(1_000);
  expect(done.errors[0]).toEqual({ line: 9, message: "This is no e-mail address." });
  expect(seen.size).toBeGreaterThan(3);
  const { states } = await mara.client.subscribers.counts({ organization, pageId });
  expect(states.active).toBe(98_000);
  const { items } = await mara.client.events.list({ organization, kind: "subscriber" });
  expect(items).toMatchObject([
    {
      type: "subscribers.imported",
      actor: { name: "Mara Ilves" },
      subjectId: started.id,
      data: { pageId, confirmation: "vouched", total: 100_000, added: 98_000, known: 0, refused: 2_000 },
    },
  ]);
  const { rows: files } = await database.pool.query("select csv from subscriber_imports where id = $1", [
    started.id,
  ]);
  expect(files).toEqual([{ csv: null }]);
}, 180_000);

test("an import that is stopped keeps what it added, and adds nothing more", async () => {
  const rows = Array.from({ length: 50_000 }, (_, index) => `reader${index}@acme.example`);
  const { id: importId } = await start(`email\n${rows.join("\n")}`);
  const get = () => mara.client.subscriberImports.get({ organization, importId });
  await expect.poll(async () => (await get()).done, { timeout: 20_000, interval: 20 }).toBeGreaterThan(0);
  const stopped = await mara.client.subscriberImports.stop({ organization, importId });
  expect(stopped.state).toBe("stopped");
  expect(stopped.done).toBeLessThan(50_000);
  // Behind it another one is worked on: nothing is left of the first.
  await finished(await start("email\nlast@acme.example"));
  expect((await get()).done).toBe(stopped.done);
  const { states } = await mara.client.subscribers.counts({ organization, pageId });
  expect(states.active).toBe(stopped.added + 1);
});

test("an import whose mails are not taken lets those of others go first, and goes on when they are", async () => {
  await database.pool.query(
    `insert into mails (id, organization_id, kind, recipient, subject, html, text, created_at, due_at)
     select gen_random_uuid(), $1, 'subscription', 'nobody@acme.example', '', '', '', now(), now() + interval '1 day'
     from generate_series(1, 300)`,
    [organizationId],
  );
  const held = await start("email\nnils@acme.example", "ask");
  const get = () => mara.client.subscriberImports.get({ organization, importId: held.id });
  const theirs = await mara.client.organizations.create({ name: "Harbour" });
  const [page] = await mara.client.statusPages.list({ organization: theirs.slug });
  const { id: importId } = await mara.client.subscriberImports.create({
    organization: theirs.slug,
    pageId: page?.id ?? "",
    confirmation: "vouched",
    csv: "email\npia@acme.example",
  });
  const other = () => mara.client.subscriberImports.get({ organization: theirs.slug, importId });
  await expect.poll(async () => (await other()).state, { timeout: 20_000 }).toBe("finished");
  expect(await get()).toMatchObject({ state: "running", done: 0 });

  await database.pool.query("delete from mails where organization_id = $1", [organizationId]);
  await finished(held);
});

test("an import goes with its page", async () => {
  const { id } = await mara.client.statusPages.create({
    organization,
    name: "Inside",
    slug: `inside-${organization}`,
  });
  pageId = id;
  const rows = Array.from({ length: 20_000 }, (_, index) => `reader${index}@acme.example`);
  const { id: importId } = await start(`email\n${rows.join("\n")}`);
  await mara.client.statusPages.delete({ organization, pageId });
  await expect(mara.client.subscriberImports.get({ organization, importId })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("so many imports run at once, and no more", async () => {
  const csv = `email\n${"a@acme.example\n".repeat(50_000)}`;
  await database.pool.query(
    `insert into subscriber_imports (organization_id, id, page_id, confirmation, state, csv, total, started_by, taken_until, created_at)
     select $1, gen_random_uuid(), $2, 'ask', 'running', 'email', 1, '{}', now() + interval '1 hour', now() from generate_series(1, 5)`,
    [organizationId, pageId],
  );
  await expect(start(csv)).rejects.toMatchObject({ code: "limit_reached" });
  await database.pool.query("delete from subscriber_imports where organization_id = $1", [organizationId]);
});
