import type { Database } from "@fanal/database";
import {
  type Person,
  startTestFanal,
  startTestPushService,
  type TestBrowser,
  type TestFanal,
  type TestPushService,
} from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { ask, type RawAnswer } from "../publishing/test-helpers.ts";
import { createSecretBox } from "../secret-box.ts";
import { createSigner } from "../signer.ts";
import { keepVapidKeys } from "../vapid-keys.ts";
import { largestPayload } from "../web-push.ts";

const secrets = { present: "a secret for tests only, 32 characters", earlier: [] };
const signer = createSigner(secrets);

let fanal: TestFanal;
let pushService: TestPushService;
let database: Database;
let mara: Person;
let organization: string;
let pageId: string;
let pageUrl: string;
let serviceId: string;

beforeAll(async () => {
  pushService = await startTestPushService();
  fanal = await startTestFanal(inject("clusterUrl"), {
    mail: { smtpUrl: "smtp://127.0.0.1:9", from: "Fanal <status@lumen.example>" },
    allowsPrivateNetworks: true,
  });
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
});
beforeEach(async () => {
  await database.pool.query("delete from rate_limits");
  ({ slug: organization } = await mara.client.organizations.create({ name: "Lumen" }));
  ({ id: serviceId } = await mara.client.services.create({ organization, name: "API" }));
  const [page] = await mara.client.statusPages.list({ organization });
  pageId = page?.id ?? "";
  ({ url: pageUrl } = await mara.client.statusPages.update({ organization, pageId, name: "Lumen Status" }));
  await vi.waitFor(async () => {
    expect(String((await ask(fanal.url, path())).body)).toContain("Lumen Status");
  }, 15_000);
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
  await pushService[Symbol.asyncDispose]();
});

function path(below = ""): string {
  return new URL(`${pageUrl}${below}`).pathname;
}

function post(to: string, fields: Record<string, string>, origin = fanal.url): Promise<RawAnswer> {
  const headers = { "content-type": "application/x-www-form-urlencoded", origin };
  return ask(fanal.url, to, { method: "POST", headers, body: String(new URLSearchParams(fields)) });
}

function form(
  { subscription }: Pick<TestBrowser, "subscription">,
  fields: Record<string, string> = {},
  origin?: string,
) {
  const made = String(Date.now() - 60_000);
  const filled = {
    made: made + signer.sign("subscribe form", [pageId, made]),
    channel: "push",
    homepage: "",
    scope: "all",
    language: "en",
    action: "subscribe",
    subscription: JSON.stringify(subscription),
    ...fields,
  };
  return post(path("/subscribe"), filled, origin);
}

/** A browser that subscribed, and where it is managed. */
async function subscribed(fields: Record<string, string> = {}) {
  const browser = pushService.subscribe();
  const { status, headers } = await form(browser, fields);
  expect(status).toBe(303);
  return { browser, manage: (headers.location ?? "").replace("?subscribed", "") };
}

function declare(input: { message?: string; title?: string } = {}) {
  return mara.client.incidents.create({
    organization,
    title: "API is slow",
    message: "We **look**.",
    services: [{ serviceId, status: "partial_outage" }],
    notify: true,
    ...input,
  });
}

function resolve(incidentId: string) {
  const message = "All is well.";
  const update = { organization, incidentId, status: "resolved", message, notify: true } as const;
  return mara.client.incidents.postUpdate(update);
}

async function subscribers() {
  return (await mara.client.subscribers.list({ organization, pageId })).items;
}

async function delivered(browser: TestBrowser, count: number) {
  await expect.poll(() => browser.received.length, { timeout: 15_000 }).toBe(count);
  const last = browser.received.at(-1);
  if (last === undefined) throw new Error("Nothing was delivered");
  return last;
}

/** The state of the delivery of an incident, once it is there. */
function settled(incidentId: string, state: string): Promise<void> {
  return expect
    .poll(async () => (await mara.client.notifications.list({ organization, incidentId }))[0]?.counts, {
      timeout: 15_000,
    })
    .toEqual({ [state]: 1 });
}

describe("a browser that subscribes", () => {
  test("is greeted by its push service, signed and encrypted, and is told at once", async () => {
    const { browser, manage } = await subscribed({ language: "de", impact: "major" });
    const [greeting] = browser.received;
    expect(greeting?.payload).toMatchObject({
      title: "Lumen Status",
      body: "Von jetzt an erfahren Sie es hier.",
      manage: { path: manage.slice(path("/").length) },
    });
    expect(greeting?.claims.sub).toBe("mailto:status@lumen.example");
    expect(pushService.refused).toEqual([]);
    const [subscriber] = await subscribers();
    expect(subscriber).toMatchObject({ channel: "push", state: "active", language: "de" });
    expect(subscriber?.choices.leastImpact).toBe("major");
    const { rows } = await database.pool.query("select endpoint from subscribers where id = $1", [
      subscriber?.id,
    ]);
    expect(rows[0].endpoint).toMatch(/^fanal1\./);
    const managing = String((await ask(fanal.url, manage)).body);
    expect(managing).toContain("Your browser");
  });

  test("chooses anew when it subscribes again, and is one subscriber", async () => {
    const { browser, manage } = await subscribed();
    const { headers } = await form(browser, { impact: "critical" });
    expect(headers.location).toBe(`${manage}?subscribed`);
    expect((await subscribers()).map(({ choices }) => choices.leastImpact)).toEqual(["critical"]);
    expect(browser.received).toHaveLength(1);
  });

  test("follows one incident beside what it chose", async () => {
    const { id } = await declare();
    const { browser } = await subscribed({ impact: "critical" });
    await vi.waitFor(async () => {
      await form(browser, { incident: id });
      expect((await subscribers())[0]?.choices).toMatchObject({ storyIds: [id], leastImpact: "critical" });
    }, 15_000);
  });

  test("finds what it is told of from the form, and is told so where it is none", async () => {
    const { browser, manage } = await subscribed();
    const found = await form(browser, { action: "manage" });
    expect([found.status, found.headers.location]).toEqual([303, manage]);
    const other = await form(pushService.subscribe(), { action: "manage" });
    expect([other.status, String(other.body)]).toEqual([
      422,
      expect.stringContaining("This browser is told of nothing here any more."),
    ]);
  });

  test("unsubscribes by one button and comes back by another", async () => {
    const { manage } = await subscribed();
    await post(`${manage}/unsubscribe`, {});
    expect((await subscribers())[0]?.state).toBe("unsubscribed");
    await post(manage, { action: "resume" });
    expect((await subscribers())[0]?.state).toBe("active");
  });

  test("is told at its new address when its push service gives it another, and not at what is none", async () => {
    const { browser, manage } = await subscribed();
    const moved = pushService.subscribe();
    const liar = pushService.subscribe();
    liar.answer((response) => response.writeHead(200).end());
    await post(manage, { action: "renew", subscription: JSON.stringify(liar.subscription) });
    await post(manage, { action: "renew", subscription: JSON.stringify(moved.subscription) });
    await declare();
    await delivered(moved, 2);
    expect(browser.received).toHaveLength(1);
  });

  test.each([
    ["nothing", ""],
    ["no JSON", "{"],
    ["no keys", JSON.stringify({ endpoint: "https://push.example/x" })],
    [
      "a key that is no point of the curve",
      JSON.stringify({
        endpoint: "https://push.example/x",
        keys: { p256dh: Buffer.alloc(65, 4).toString("base64url"), auth: "A".repeat(22) },
      }),
    ],
    ["another scheme", JSON.stringify({ ...pushShape(), endpoint: "file:///etc/passwd" })],
    ["a password in its address", JSON.stringify({ ...pushShape(), endpoint: "https://a:b@push.example/x" })],
  ])("is not one that says %s", async (_name, subscription) => {
    const { status, body } = await post(path("/subscribe"), { channel: "push", subscription });
    expect([status, String(body)]).toEqual([
      422,
      expect.stringContaining("The push service of this browser took nothing."),
    ]);
  });

  test.each([200, 204, 302, 404, 410, 500])("is none when its address answers %i", async (answered) => {
    const browser = pushService.subscribe();
    browser.answer((response) => response.writeHead(answered, { location: "http://127.0.0.1:1/" }).end());
    expect((await form(browser)).status).toBe(422);
    expect(await subscribers()).toEqual([]);
  });

  test("is held off like everybody: too quick, from another site, by what fills in everything", async () => {
    const browser = pushService.subscribe();
    const made = String(Date.now());
    const quick = { made: made + signer.sign("subscribe form", [pageId, made]) };
    for (const fields of [quick, { homepage: "https://spam.example" }, { scope: "chosen" }])
      expect((await form(browser, fields)).status).toBe(422);
    expect((await form(browser, {}, "https://evil.example")).status).toBe(422);
    expect(browser.received).toEqual([]);
    expect(await subscribers()).toEqual([]);
  });
});

/** A subscription with keys that are right. */
function pushShape() {
  return {
    keys: {
      p256dh: "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM",
      auth: "tBHItJI5svbpez7KI4CCXg",
    },
  };
}

describe("what happens", () => {
  test("is pushed with a title, the page's language, and one topic and tag for the whole story", async () => {
    const { browser, manage } = await subscribed();
    const { id } = await declare();
    const { payload, headers, claims } = await delivered(browser, 2);
    expect(payload).toEqual({
      title: "[Lumen Status] Investigating: API is slow",
      body: "We look.\n▲ API: Partial outage",
      language: "en",
      tag: id,
      icon: "notification-icons/partial_outage.png",
      url: `${pageUrl}/incidents/${id}`,
      manage: { path: manage.slice(path("/").length), label: "Choose what you are told" },
      key: expect.stringMatching(/^B[\w-]{86}$/),
    });
    expect(headers).toMatchObject({ ttl: "86400", urgency: "high", "content-encoding": "aes128gcm" });
    expect(headers["user-agent"]).toBe("Fanal");
    expect(claims.exp).toBeGreaterThan(Date.now() / 1000);
    const icon = await ask(fanal.url, path(`/${payload.icon}`));
    expect([icon.status, icon.headers["content-type"]]).toEqual([200, "image/png"]);
    await settled(id, "sent");
    await resolve(id);
    const end = await delivered(browser, 3);
    expect(end.payload).toMatchObject({ tag: id, icon: "notification-icons/operational.png" });
    expect(end.headers.topic).toBe(headers.topic);
    expect(end.headers.topic).toMatch(/^[\w-]{22}$/);
  });

  test("fits into what push services take, however long and in whatever script", async () => {
    const { browser } = await subscribed();
    const long = { title: "障害🔥".repeat(40), message: `"\\\n障害🔥`.repeat(1_500) };
    await declare(long);
    const { bytes, payload } = await delivered(browser, 2);
    expect(bytes).toBeLessThanOrEqual(4_096);
    expect(Buffer.byteLength(JSON.stringify(payload))).toBeLessThanOrEqual(largestPayload);
    expect(payload.body).toMatch(/…$/);
    expect(payload.title.isWellFormed() && payload.body.isWellFormed()).toBe(true);
  });

  test.each([404, 410])(
    "ends a subscription that its push service answers with %i, and nothing of it stays",
    async (status) => {
      const { browser, manage } = await subscribed();
      browser.answer((response) => response.writeHead(status).end());
      const { id } = await declare();
      await settled(id, "bounced");
      await expect.poll(subscribers).toEqual([]);
      const { rows } = await database.pool.query("select * from subscribers where page_id = $1", [pageId]);
      const kept = { state: "removed", address: null, address_key: null, endpoint: null, failure: null };
      expect(rows[0]).toMatchObject(kept);
      expect((await ask(fanal.url, manage)).status).toBe(404);
      const { items } = await mara.client.events.list({ organization, kind: "subscriber" });
      expect(items[0]).toMatchObject({ type: "subscriber.removed", actor: { kind: "system" } });
    },
  );

  test.each([429, 503])("is tried again when a push service answers with %i", async (status) => {
    const { browser } = await subscribed();
    browser.answer((response) => response.writeHead(status, { "retry-after": "1" }).end());
    const { id } = await declare();
    await settled(id, "failed");
    browser.answer((response) => response.writeHead(201).end());
    await delivered(browser, 3);
    await settled(id, "sent");
  });

  test("is shown before as the browser will show it", async () => {
    await subscribed();
    const { pages } = await mara.client.notifications.previewAudience({
      organization,
      kind: "incident_created",
      services: [{ serviceId, status: "major_outage" }],
    });
    expect(pages[0]?.byChannel).toEqual({ push: 1 });
    const shown = await mara.client.notifications.preview({
      organization,
      pageId,
      kind: "incident_created",
      title: "API is slow",
      services: [{ serviceId, status: "major_outage" }],
    });
    expect(JSON.parse(shown.payloads.push)).toMatchObject({
      title: "[Lumen Status] Investigating: API is slow",
      icon: "notification-icons/major_outage.png",
    });
  });
});

test("browsers are one kind of subscriber in lists and files, and imports take none", async () => {
  const { browser } = await subscribed();
  const { host } = new URL(browser.subscription.endpoint);
  const { items } = await mara.client.subscribers.list({ organization, pageId, channel: "push" });
  const address = `${host}/…${browser.subscription.endpoint.slice(-4)}`;
  expect(items.map((one) => one.address)).toEqual([address]);
  const file = `/api/v1/organizations/${organization}/status-pages/${pageId}/subscribers/export`;
  const { body } = await ask(fanal.url, file, { headers: { cookie: mara.cookie } });
  expect(String(body)).toContain(address);
  expect(String(body)).not.toContain(browser.subscription.endpoint);
});

test("servers that start at once have the same keys", async () => {
  await database.pool.query("delete from vapid_keys");
  const options = { box: createSecretBox(secrets), now: () => new Date() };
  const all = await Promise.all(Array.from({ length: 5 }, () => keepVapidKeys(database, options)));
  expect(new Set(all.map(({ publicKey }) => publicKey)).size).toBe(1);
  expect(new Set(all.map(({ privateKey }) => privateKey())).size).toBe(1);
});
