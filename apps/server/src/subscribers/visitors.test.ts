import {
  type ReceivedMail,
  startTestFanal,
  startTestMailServer,
  type TestFanal,
  type TestMailServer,
} from "@fanal/testing";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { ask, type RawAnswer } from "../publishing/test-helpers.ts";
import { createSecretBox } from "../secret-box.ts";
import { createSigner } from "../signer.ts";
import { mailsForMailbox } from "./limits.ts";

const secrets = { present: "a secret for tests only, 32 characters", earlier: [] };
const signer = createSigner(secrets);
const box = createSecretBox(secrets);

interface TestPage {
  id: string;
  slug: string;
  organizationId: string;
  services: { api: string; website: string };
}

let mailServer: TestMailServer;
let fanal: TestFanal;
let everything: ReturnType<typeof openAsSuperuser>;
let number = 0;
let lumen: TestPage;

beforeAll(async () => {
  mailServer = await startTestMailServer();
  fanal = await startTestFanal(inject("clusterUrl"), {
    mail: { smtpUrl: mailServer.url, from: "Fanal <fanal@lumen.example>" },
    trustedProxies: ["127.0.0.1"],
  });
  everything = openAsSuperuser(fanal.databaseUrl);
  lumen = await foundPage("lumen");
});
afterAll(async () => {
  await everything[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
  await mailServer[Symbol.asyncDispose]();
});

async function foundPage(slug: string): Promise<TestPage> {
  const { client } = await fanal.signUp(`Mara ${slug}`);
  const organization = await client.organizations.create({ name: slug, slug });
  const api = await client.services.create({ organization: slug, name: "API" });
  const website = await client.services.create({ organization: slug, name: "Website" });
  const [page] = await client.statusPages.list({ organization: slug });
  if (page === undefined) throw new Error("An organization begins with a page");
  await vi.waitFor(async () => {
    expect(wordsOf(await ask(fanal.url, `/status/${slug}`))).toContain("Website");
  }, 15_000);
  return {
    id: page.id,
    slug,
    organizationId: organization.id,
    services: { api: api.id, website: website.id },
  };
}

function somebody(): string {
  return `jo.${++number}@example.com`;
}

/** When a form was made, as the server signs it. */
function madeAgo(page: Pick<TestPage, "id">, ms = 60_000): string {
  const made = String(Date.now() - ms);
  return made + signer.sign("subscribe form", [page.id, made]);
}

let networks = 0;

/** Where nobody was before: the limit for each network is not what these tests are about. */
function anotherNetwork(): string {
  networks++;
  return `198.51.${networks >> 8}.${networks & 255}`;
}

/** What an answer says, without style and script. */
function wordsOf({ body }: RawAnswer): string {
  return String(body).replaceAll(/<(style|script)[\s\S]*?<\/\1>/g, "");
}

type Fields = Record<string, string | string[]>;

function post(path: string, fields: Fields = {}, headers: Record<string, string> = {}): Promise<RawAnswer> {
  const body = new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  );
  const usual = { "content-type": "application/x-www-form-urlencoded", "x-forwarded-for": anotherNetwork() };
  return ask(fanal.url, path, { method: "POST", headers: { ...usual, ...headers }, body: String(body) });
}

function subscribe(email: string, fields: Fields = {}, page = lumen): Promise<RawAnswer> {
  const form = { made: madeAgo(page), homepage: "", scope: "all", language: "en", email };
  return post(`/status/${page.slug}/subscribe`, { ...form, ...fields });
}

function pathIn(mail: ReceivedMail): string {
  const { pathname, search } = new URL(mail.links[0] ?? "");
  return pathname + search;
}

async function rowOf(address: string) {
  const { rows } = await everything.pool.query("select * from subscribers where address = $1", [address]);
  return rows[0];
}

/** Who subscribed and confirmed, with the link to manage that. */
async function confirmed(fields: Fields = {}, page = lumen): Promise<{ email: string; manage: string }> {
  const email = somebody();
  await subscribe(email, fields, page);
  const { headers } = await post(pathIn(await mailServer.next(email)));
  return { email, manage: headers.location ?? "" };
}

async function eventsOf(subscriberId: string): Promise<string[]> {
  const { rows } = await everything.pool.query(
    "select type from events where subject_id = $1 order by position",
    [subscriberId],
  );
  return rows.map(({ type }) => type);
}

describe("who subscribes by e-mail", () => {
  test("is asked by a mail, and told from their yes on", async () => {
    const email = somebody();
    const answer = await subscribe(email, { language: "de", impact: "major", brief: "yes" });
    expect([answer.status, answer.headers["cache-control"]]).toEqual([200, "private, no-store"]);
    expect(wordsOf(answer)).toContain("Check your inbox");
    const mail = await mailServer.next(email);
    expect(mail.subject).toBe("Meldungen von lumen bestätigen");
    expect(await rowOf(email)).toMatchObject({
      state: "unconfirmed",
      channel: "email",
      address_key: email,
      added_by: "visitor",
      language: "de",
      choices: { scope: null, storyIds: [], leastImpact: "major", onlyStartAndEnd: true },
    });
    const path = pathIn(mail);
    expect(wordsOf(await ask(fanal.url, path))).toContain("Confirm your subscription");
    expect((await rowOf(email)).state).toBe("unconfirmed");
    const yes = await post(path);
    expect([yes.status, yes.headers.location]).toEqual([
      303,
      expect.stringMatching(/^\/status\/lumen\/subscriptions\/[\w-]+\/[\w-]{32}$/),
    ]);
    expect(await rowOf(email)).toMatchObject({ state: "active", confirmed_at: expect.any(Date) });
    const { id, version } = await rowOf(email);
    expect(await eventsOf(id)).toEqual(["subscriber.added", "subscriber.confirmed"]);
    const { rows } = await everything.pool.query(
      "select data, actor, address from events where subject_id = $1",
      [id],
    );
    expect(JSON.stringify(rows)).not.toContain("example.com");
    // A second yes changes nothing.
    await post(path);
    expect((await rowOf(email)).version).toBe(version);
  });

  test("chooses services and groups, and may change that by the link", async () => {
    const { email, manage } = await confirmed({ scope: "chosen", service: [lumen.services.api, "made-up"] });
    expect((await rowOf(email)).choices.scope).toEqual({ serviceIds: [lumen.services.api], groupIds: [] });
    const shown = wordsOf(await ask(fanal.url, manage));
    expect(shown).toMatch(
      new RegExp(`value="${lumen.services.api}"[^>]*checked|checked[^>]*value="${lumen.services.api}"`),
    );
    const saved = await post(manage, {
      action: "save",
      scope: "chosen",
      service: lumen.services.website,
      language: "fr",
      impact: "critical",
    });
    expect(saved.headers.location).toBe(`${manage}?saved`);
    expect(wordsOf(await ask(fanal.url, `${manage}?saved`))).toContain("Your choices are saved.");
    expect(await rowOf(email)).toMatchObject({
      language: "fr",
      choices: {
        scope: { serviceIds: [lumen.services.website], groupIds: [] },
        leastImpact: "critical",
        onlyStartAndEnd: false,
      },
    });
    const nothing = await post(manage, { action: "save", scope: "chosen" });
    expect([nothing.status, wordsOf(nothing)]).toEqual([
      422,
      expect.stringContaining("Choose at least one service, or everything."),
    ]);
  });

  test("keeps a service that is no longer on the page, and reads that it is gone", async () => {
    const gone = "0198f000-0000-7000-8000-00000000000a";
    const { email, manage } = await confirmed({ scope: "chosen", service: lumen.services.api });
    await everything.pool.query(
      "update subscribers set choices = jsonb_set(choices, '{scope,serviceIds}', $2) where address = $1",
      [email, JSON.stringify([lumen.services.api, gone])],
    );
    expect(wordsOf(await ask(fanal.url, manage))).toContain("A service that is no longer on this page");
    await post(manage, { action: "save", scope: "chosen", service: [lumen.services.api, gone] });
    expect((await rowOf(email)).choices.scope.serviceIds).toEqual([lumen.services.api, gone]);
  });

  test("may follow one incident alone, and be offered another one later", async () => {
    const { client } = await fanal.signUp("Mara Follows");
    await client.organizations.create({ name: "follow", slug: "follow" });
    const api = await client.services.create({ organization: "follow", name: "API" });
    const [page] = await client.statusPages.list({ organization: "follow" });
    if (page === undefined) throw new Error("An organization begins with a page");
    const declare = async (title: string) => {
      const incident = await client.incidents.create({
        organization: "follow",
        title,
        services: [{ serviceId: api.id, status: "partial_outage" }],
        status: "investigating",
        message: "We look.",
      });
      await vi.waitFor(
        async () => expect(wordsOf(await ask(fanal.url, "/status/follow"))).toContain(title),
        15_000,
      );
      return incident;
    };
    const first = await declare("Queues are slow");
    const story = wordsOf(await ask(fanal.url, `/status/follow/incidents/${first.id}`));
    expect(story).toContain(`href="subscribe?incident=${first.id}"`);
    const form = wordsOf(await ask(fanal.url, `/status/follow/subscribe?incident=${first.id}`));
    expect(form).toContain("Queues are slow");
    const of = { ...page, organizationId: "", services: { api: api.id, website: "" } };
    const { email, manage } = await confirmed({ incident: first.id }, of);
    const alone = { scope: { serviceIds: [], groupIds: [] }, storyIds: [first.id] };
    expect((await rowOf(email)).choices).toMatchObject(alone);
    const { items } = await client.subscribers.list({ organization: "follow", pageId: page.id });
    expect(items).toMatchObject([{ address: email, state: "active", choices: alone }]);
    const second = await declare("Mails are late");
    const before = await mailServer.next(email);
    await subscribe(email, { incident: second.id }, of);
    const again = await mailServer.next(email, before);
    expect(pathIn(again)).toBe(`${manage}?follow=${second.id}`);
    expect(wordsOf(await ask(fanal.url, pathIn(again)))).toContain("Mails are late");
    expect((await rowOf(email)).choices).toMatchObject(alone);
    await post(manage, { action: "save", scope: "chosen", story: [first.id, second.id] });
    expect((await rowOf(email)).choices.storyIds.toSorted()).toEqual([first.id, second.id].toSorted());
  });

  test("is told of nothing else when the incident that they want to follow is gone meanwhile", async () => {
    const email = somebody();
    const answer = await subscribe(email, { incident: crypto.randomUUID() });
    expect([answer.status, wordsOf(answer)]).toEqual([422, expect.stringContaining("send them once more")]);
    expect(await rowOf(email)).toBeUndefined();
  });

  test("unsubscribes by a button, and comes back by another", async () => {
    const { email, manage } = await confirmed();
    const asked = await ask(fanal.url, `${manage}/unsubscribe`);
    expect(wordsOf(asked)).toContain("Unsubscribe?");
    expect((await rowOf(email)).state).toBe("active");
    const done = await post(`${manage}/unsubscribe`);
    expect([done.status, wordsOf(done)]).toEqual([200, expect.stringContaining("You are unsubscribed")]);
    expect(await rowOf(email)).toMatchObject({ state: "unsubscribed", address: email });
    await post(manage, { action: "resume" });
    const { id, state, unsubscribed_at } = await rowOf(email);
    expect([state, unsubscribed_at]).toEqual(["active", null]);
    expect(await eventsOf(id)).toEqual([
      "subscriber.added",
      "subscriber.confirmed",
      "subscriber.unsubscribed",
      "subscriber.confirmed",
    ]);
  });

  test.for([
    ["application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"],
    [
      "multipart/form-data; boundary=b",
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    ],
  ])("is unsubscribed by their mail program in one request, sent as %s", async ([type = "", body = ""]) => {
    const { email, manage } = await confirmed();
    const headers = { "content-type": type };
    const { status } = await ask(fanal.url, `${manage}/unsubscribe`, { method: "POST", headers, body });
    expect([status, (await rowOf(email)).state]).toEqual([200, "unsubscribed"]);
  });

  test("cannot unsubscribe a mailbox that many read", async () => {
    const { email, manage } = await confirmed();
    await everything.pool.query("update subscribers set is_shared = true where address = $1", [email]);
    for (const answer of [
      await ask(fanal.url, `${manage}/unsubscribe`),
      await post(`${manage}/unsubscribe`),
      await post(manage, { action: "save", scope: "all", impact: "critical" }),
    ])
      expect([200, 303]).toContain(answer.status);
    expect(wordsOf(await ask(fanal.url, manage))).toContain("Many people read this mailbox");
    expect(await rowOf(email)).toMatchObject({ state: "active", choices: { leastImpact: "none" } });
  });

  test("a link to confirm that is too old says so", async () => {
    const { email } = await confirmed();
    const { id } = await rowOf(email);
    const claims = `1000000000${"x".repeat(16)}`;
    const token = claims + signer.sign("confirmation", [lumen.id, id, claims]);
    const path = `/status/lumen/subscriptions/${id}/${token}/confirm`;
    for (const answer of [await ask(fanal.url, path), await post(path)])
      expect([answer.status, wordsOf(answer)]).toEqual([
        200,
        expect.stringContaining("This link has run out"),
      ]);
  });
});

describe("programs that fill forms in", () => {
  test.for([
    ["too quick", 500],
    ["too old", 13 * 3_600_000],
  ] as const)("a form that comes %s is asked for again, with what was typed", async ([, ms]) => {
    const email = somebody();
    const answer = await subscribe(email, { made: madeAgo(lumen, ms), impact: "major" });
    const html = wordsOf(answer);
    expect([answer.status, html]).toEqual([422, expect.stringContaining("Please send them once more.")]);
    expect(html).toContain(`value="${email}"`);
    expect(await rowOf(email)).toBeUndefined();
    // What was too quick is not by the time that it is sent again.
    const made = /name="made" value="([^"]+)"/.exec(html)?.[1] ?? "";
    await expect.poll(async () => (await subscribe(email, { made })).status).toBe(200);
    await mailServer.next(email);
  });

  test("a form of another page or of nobody is none", async () => {
    const email = somebody();
    for (const made of [madeAgo({ id: "another" }), "", String(Date.now() - 60_000)])
      expect((await subscribe(email, { made })).status).toBe(422);
    const headers = { origin: "https://evil.example" };
    const form = { made: madeAgo(lumen), homepage: "", scope: "all", email };
    expect((await post("/status/lumen/subscribe", form, headers)).status).toBe(422);
    expect(await rowOf(email)).toBeUndefined();
  });

  test("what fills in the field that nobody sees is answered like everybody, and nothing comes of it", async () => {
    const [bot, person] = [somebody(), somebody()];
    const trapped = await subscribe(bot, { homepage: "https://casino.example" });
    const taken = await subscribe(person);
    expect(trapped.body).toEqual(taken.body);
    await mailServer.next(person);
    expect(await rowOf(bot)).toBeUndefined();
  });

  test("no mail goes to what is no plain address, nor to a second one", async () => {
    const victim = somebody();
    const evil = [
      `a@ok.test\r\nBcc: ${victim}`,
      `"a@evil.test x"@ok.test`,
      `a@ok.test, ${victim}`,
      `${"x".repeat(300)}@ok.test`,
      "mara@",
      "",
    ];
    for (const email of evil) {
      const answer = await subscribe(email);
      expect([answer.status, wordsOf(answer)]).toEqual([
        422,
        expect.stringContaining("Type an e-mail address"),
      ]);
    }
    const taken = somebody();
    await subscribe(taken);
    await mailServer.next(taken);
    expect(mailServer.received.flatMap(({ recipients }) => recipients)).not.toContain(victim);
  });
});

test("the answer is the same whatever is known of an address, and so is how long it is", async () => {
  const active = await confirmed();
  const gone = await confirmed();
  await post(`${gone.manage}/unsubscribe`);
  const quarantined = await confirmed();
  await everything.pool.query("update subscribers set state = 'quarantined' where address = $1", [
    quarantined.email,
  ]);
  const asked = somebody();
  await subscribe(asked);
  await mailServer.next(asked);
  const unknown = await subscribe(somebody());
  const { "content-length": length } = unknown.headers;
  for (const email of [active.email, gone.email, quarantined.email, asked]) {
    const answer = await subscribe(email);
    expect([answer.status, answer.body, answer.headers["content-length"]]).toEqual([
      200,
      unknown.body,
      length,
    ]);
  }
});

test("who is told already gets their link by mail, and nothing is changed", async () => {
  const { email, manage } = await confirmed();
  const { version } = await rowOf(email);
  const before = await mailServer.next(email);
  await subscribe(email.toUpperCase(), { impact: "critical" });
  const mail = await mailServer.next(email, before);
  expect(mail.subject).toBe("You get updates from lumen");
  expect(pathIn(mail)).toBe(manage);
  expect((await rowOf(email)).version).toBe(version);
});

test("who unsubscribed is told again only after another yes", async () => {
  const { email, manage } = await confirmed();
  await post(`${manage}/unsubscribe`);
  const before = await mailServer.next(email);
  await subscribe(email, { impact: "critical" });
  const mail = await mailServer.next(email, before);
  expect((await rowOf(email)).state).toBe("unsubscribed");
  await post(pathIn(mail));
  expect(await rowOf(email)).toMatchObject({ state: "active", choices: { leastImpact: "critical" } });
});

test(`a stranger can have ${mailsForMailbox} mails a day sent to a mailbox, however it is spelled`, async () => {
  const spellings = Array.from({ length: 250 }, (_, index) => [
    `victim+${index}@box.example`,
    `vic.tim+${index}@box.example`,
    "v.i.c.t.i.m@box.example",
    "VICTIM@BOX.example",
  ]).flat();
  for (let at = 0; at < spellings.length; at += 50) {
    const some = spellings.slice(at, at + 50).map((email) => subscribe(email));
    for (const { status } of await Promise.all(some)) expect(status).toBe(200);
  }
  const witness = somebody();
  await subscribe(witness);
  await mailServer.next(witness);
  const toVictim = mailServer.received.filter(({ recipients }) =>
    recipients.some((one) => one.endsWith("@box.example")),
  );
  expect(toVictim).toHaveLength(mailsForMailbox);
  expect(toVictim.every(({ subject }) => subject?.startsWith("Confirm updates"))).toBe(true);
}, 120_000);

test("one network that sends forms again and again is told to wait", async () => {
  const network = { "x-forwarded-for": "203.0.113.7" };
  const send = () => post("/status/lumen/subscribe", { email: "mara@lumen.example", made: "1" }, network);
  const answers: RawAnswer[] = [];
  for (let sent = 0; sent < 60; sent++) answers.push(await send());
  expect(answers.map(({ status }) => status)).toEqual(Array(60).fill(422));
  const last = await send();
  expect([last.status, wordsOf(last)]).toEqual([429, expect.stringContaining("Too many tries")]);
  expect(Number(last.headers["retry-after"])).toBeGreaterThan(0);
});

describe("links", () => {
  test("that are guessed, another's, of another page or spelled otherwise answer as what is not there", async () => {
    const [mine, other] = [await confirmed(), await confirmed()];
    const elsewhere = await foundPage("elsewhere");
    const [, , , , id = "", token = ""] = mine.manage.split("/");
    const [, , , , otherId = "", otherToken = ""] = other.manage.split("/");
    const nothing = await ask(fanal.url, "/status/lumen/nothing-here");
    const paths = [
      `/status/lumen/subscriptions/${id}/${otherToken}`,
      `/status/lumen/subscriptions/${otherId}/${token}`,
      `/status/${elsewhere.slug}/subscriptions/${id}/${token}`,
      `/status/lumen/subscriptions/${id}/${token.toLowerCase()}x`.slice(0, -1).replace(token, otherToken),
      `/status/lumen/subscriptions/${id.toUpperCase()}/${token}`,
      `/status/lumen/subscriptions/${id}/${token}/confirm`,
      `/status/lumen/subscriptions/${id}/${"A".repeat(32)}`,
      `/status/lumen/subscriptions/${id}`,
      `/status/lumen/subscriptions/?email=${mine.email}`,
    ];
    for (const path of paths.flatMap((one) => [one, `${one}/unsubscribe`])) {
      const shown = await ask(fanal.url, path);
      expect([path, shown.status]).toEqual([path, 404]);
      if (!path.includes(elsewhere.slug)) expect(shown.body).toEqual(nothing.body);
      expect([path, (await post(path)).status]).toEqual([path, 404]);
    }
    expect((await rowOf(mine.email)).state).toBe("active");
    expect((await rowOf(other.email)).state).toBe("active");
  });

  test("of somebody who was removed lead nowhere", async () => {
    const { email, manage } = await confirmed();
    await everything.pool.query(
      "update subscribers set state = 'removed', address = null, address_key = null where address = $1",
      [email],
    );
    expect((await ask(fanal.url, manage)).status).toBe(404);
    expect((await post(`${manage}/unsubscribe`)).status).toBe(404);
  });

  test("change nothing when they are only opened, whoever opens them and how", async () => {
    const email = somebody();
    await subscribe(email);
    const confirm = pathIn(await mailServer.next(email));
    const { manage } = await confirmed();
    const counted = async () => {
      const { rows } = await everything.pool.query(
        "select (select json_agg(s order by id) from subscribers s) as subscribers, (select count(*) from events) as events, (select count(*) from mails) as mails",
      );
      return rows;
    };
    const before = await counted();
    for (const path of ["/status/lumen/subscribe", confirm, manage, `${manage}/unsubscribe`])
      for (const method of ["GET", "HEAD"]) expect((await ask(fanal.url, path, { method })).status).toBe(200);
    expect(await counted()).toEqual(before);
  });
});

test("a page that is not for everyone is subscribed to behind its door; links of subscribers need no key", async () => {
  const { client } = await fanal.signUp("Mara Door");
  await client.organizations.create({ name: "door", slug: "door" });
  await client.services.create({ organization: "door", name: "Secret API" });
  const [page] = await client.statusPages.list({ organization: "door" });
  if (page === undefined) throw new Error("An organization begins with a page");
  const of = { ...page, organizationId: "", services: { api: "", website: "" } };
  await vi.waitFor(
    async () => expect(wordsOf(await ask(fanal.url, "/status/door"))).toContain("Secret API"),
    15_000,
  );
  const { email, manage } = await confirmed({}, of);
  for (const visibility of ["password", "members"] as const) {
    const { version } = await client.statusPages.get({ organization: "door", pageId: page.id });
    await client.statusPages.update({
      organization: "door",
      pageId: page.id,
      visibility,
      ...(visibility === "password" ? { password: "blue-lantern" } : {}),
      version,
    });
    await vi.waitFor(async () => expect((await ask(fanal.url, "/status/door")).status).toBe(403), 15_000);
    const words = async (path: string) => wordsOf(await ask(fanal.url, path)).replaceAll(/"[^"]*"/g, "");
    const door = await words("/status/door/nothing-here");
    const [, , , , id = "", token = ""] = manage.split("/");
    const forged = `/status/door/subscriptions/${id}/${token.replace(/^./, (one) => (one === "A" ? "B" : "A"))}`;
    for (const path of ["/status/door/subscribe", forged, `${forged}/unsubscribe`]) {
      const shown = await ask(fanal.url, path);
      expect([path, shown.status]).toEqual([path, 403]);
      expect(await words(path)).toEqual(door);
      expect((await post(path, { email: somebody() })).status).toBe(403);
    }
    expect(wordsOf(await ask(fanal.url, manage))).toContain(email);
  }
  expect((await post(`${manage}/unsubscribe`)).status).toBe(200);
  expect((await rowOf(email)).state).toBe("unsubscribed");
});

describe("endpoints", () => {
  test("a webhook is told once who answers for it says yes, and learns its secret once", async () => {
    const email = somebody();
    const endpoint = `https://hooks.lumen.example/fanal?token=${email}-x4Tq`;
    await subscribe(email, { channel: "webhook", endpoint });
    const mail = await mailServer.next(email);
    expect(mail.text).toContain("hooks.lumen.example/…x4Tq");
    expect(mail.html + mail.text).not.toContain("token=");
    const { rows } = await everything.pool.query("select * from subscribers where contact_email = $1", [
      email,
    ]);
    const [row] = rows;
    expect(row).toMatchObject({ channel: "webhook", state: "unconfirmed", secret: null });
    expect(JSON.stringify(row)).not.toContain("token=");
    expect(box.open(row.endpoint, { column: "subscriber.endpoint", rowId: row.id })).toBe(endpoint);
    const yes = wordsOf(await post(pathIn(mail)));
    const secret = /whsec_[\w+/=]+/.exec(yes)?.[0] ?? "";
    expect(Buffer.from(secret.slice(6), "base64").length).toBeGreaterThanOrEqual(24);
    const manage = `/status/lumen/${/href="(subscriptions\/[^"]+)"/.exec(yes)?.[1]}`;
    const shown = wordsOf(await ask(fanal.url, manage));
    expect(shown).toContain("Make a new secret");
    expect(shown).not.toContain("whsec_");
    expect((await post(pathIn(mail))).status).toBe(303);
    const rotated = wordsOf(await post(manage, { action: "rotate" }));
    const anew = /whsec_[\w+/=]+/.exec(rotated)?.[0] ?? "";
    expect(anew).not.toBe(secret);
    expect(rotated).toContain("The former secret signs as well until");
    const after = await everything.pool.query("select * from subscribers where id = $1", [row.id]);
    const [now] = after.rows;
    expect(box.open(now.secret, { column: "subscriber.secret", rowId: row.id })).toBe(anew);
    expect(box.open(now.previous_secret, { column: "subscriber.previous_secret", rowId: row.id })).toBe(
      secret,
    );
    expect(now.previous_secret_ends_at.getTime() - Date.now()).toBeGreaterThan(23 * 3_600_000);
  });

  test("who does not answer for a webhook learns nothing of who does", async () => {
    const [owner, other] = [somebody(), somebody()];
    const endpoint = `https://hooks.lumen.example/${owner}`;
    await subscribe(owner, { channel: "webhook", endpoint });
    await post(pathIn(await mailServer.next(owner)));
    const taken = await subscribe(other, { channel: "webhook", endpoint });
    expect(wordsOf(taken)).toContain("Check your inbox");
    const witness = somebody();
    await subscribe(witness);
    await mailServer.next(witness);
    expect(mailServer.received.flatMap(({ recipients }) => recipients)).not.toContain(other);
  });

  test.for([
    ["webhook", "http://hooks.lumen.example/x", "https://"],
    ["webhook", "https://mara:secret@hooks.lumen.example/x", "https://"],
    ["webhook", "javascript:alert(1)", "https://"],
    ["webhook", "file:///etc/passwd", "https://"],
    ["webhook", "data:text/plain,x", "https://"],
    ["webhook", "gopher://hooks.lumen.example/", "https://"],
    ["webhook", "ftp://hooks.lumen.example/", "https://"],
    ["webhook", "unix:/var/run/docker.sock", "https://"],
    ["webhook", "ws://hooks.lumen.example/", "https://"],
    ["webhook", "blob:https://hooks.lumen.example/x", "https://"],
    ["webhook", `https://hooks.lumen.example/${"x".repeat(3_000)}`, "https://"],
    ["webhook", "", "https://"],
    ["webhook", "https://127.0.0.1/", "private network"],
    ["webhook", "https://127.1/", "private network"],
    ["webhook", "https://2130706433/", "private network"],
    ["webhook", "https://0x7f000001/", "private network"],
    ["webhook", "https://10.0.0.5/", "private network"],
    ["webhook", "https://172.16.0.1/", "private network"],
    ["webhook", "https://192.168.1.1/", "private network"],
    ["webhook", "https://169.254.169.254/latest/meta-data", "private network"],
    ["webhook", "https://100.64.0.1/", "private network"],
    ["webhook", "https://0.0.0.0/", "private network"],
    ["webhook", "https://224.0.0.1/", "private network"],
    ["webhook", "https://[::1]/", "private network"],
    ["webhook", "https://[::]/", "private network"],
    ["webhook", "https://[fc00::1]/", "private network"],
    ["webhook", "https://[fe80::1]/", "private network"],
    ["webhook", "https://[fd00:ec2::254]/", "private network"],
    ["webhook", "https://[::ffff:127.0.0.1]/", "private network"],
    ["webhook", "https://localhost/", "private network"],
    ["webhook", "https://metadata.google.internal/", "private network"],
    ["slack", "https://hooks.slack.com.evil.example/services/T0/B0/x", "no incoming webhook of Slack"],
    ["slack", "https://hooks.slack.com/", "no incoming webhook of Slack"],
    ["discord", "https://discord.com/api/users/1", "no incoming webhook of Discord"],
    ["discord", "https://evildiscord.com/api/webhooks/1/x", "no incoming webhook of Discord"],
    [
      "microsoft_teams",
      "https://webhook.office.com.evil.example/x",
      "no incoming webhook of Microsoft Teams",
    ],
  ] as const)("%s does not take %s", async ([channel, endpoint, words]) => {
    const email = somebody();
    const answer = await subscribe(email, { channel, endpoint });
    expect([answer.status, wordsOf(answer)]).toEqual([422, expect.stringContaining(words)]);
    const { rows } = await everything.pool.query("select 1 from subscribers where contact_email = $1", [
      email,
    ]);
    expect(rows).toEqual([]);
  });

  test.for([
    ["slack", "https://hooks.slack.com/services/T0123/B0123/abcdefghx4Tq"],
    ["slack", "https://hooks.slack.com/workflows/T0123/A0123/1/abcdefghx4Tq"],
    ["discord", "https://discord.com/api/webhooks/123/abcdefghx4Tq"],
    ["discord", "https://discordapp.com/api/v10/webhooks/123/abcdefghx4Tq"],
    ["microsoft_teams", "https://lumen.webhook.office.com/webhookb2/1@2/IncomingWebhook/x4Tq"],
    [
      "microsoft_teams",
      "https://prod-1.westeurope.logic.azure.com:443/workflows/1/triggers/manual/paths/invoke?sig=x4Tq",
    ],
    [
      "microsoft_teams",
      "https://default1.2f.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/1/triggers/manual/paths/invoke?sig=x4Tq",
    ],
  ] as const)("%s takes %s, and needs no secret of ours", async ([channel, endpoint]) => {
    const email = somebody();
    await subscribe(email, { channel, endpoint });
    const yes = await post(pathIn(await mailServer.next(email)));
    expect(yes.status).toBe(303);
    const { rows } = await everything.pool.query("select * from subscribers where contact_email = $1", [
      email,
    ]);
    expect(rows[0]).toMatchObject({ channel, state: "active", secret: null });
    expect(rows[0].address).toMatch(/\/…x4Tq$/);
  });
});
