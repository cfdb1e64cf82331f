import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type Person, setTxtRecords, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { WebSocket } from "ws";
import { giveRole, openAsSuperuser } from "../http/test-helpers.ts";
import { feedKinds, feeds } from "./feeds/index.ts";
import type { PagePath } from "./page-path.ts";
import { publicApiPaths } from "./public-api/index.ts";
import { ask, type RawAnswer } from "./test-helpers.ts";

const password = "open sesame";
/** Words that only who may see the page may read. */
const secrets = /reactor|harbou?r|meltdown|new rods|glow|1\.2\.3/i;

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;
let organization: string;
let organizationId: string;
let serviceId: string;
let pageId: string;
let slug: string;
let base: string;
let feedToken: string;
let addresses: string[];

/** Every kind of address that a page has; a new one does not compile before it is here. */
type Addresses = Record<PagePath["kind"] | "door", string[]>;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"), { pagesDomain: "pages.example" });
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
  const { client } = mara;
  ({ slug: organization, id: organizationId } = await client.organizations.create({ name: "Harbour" }));
  ({ id: serviceId } = await client.services.create({ organization, name: "Reactor" }));
  ({ pageId, slug } = await addPage());
  base = `/status/${slug}`;
  const { id: incidentId } = await client.incidents.create({
    organization,
    title: "Meltdown",
    message: "It began to glow.",
    services: [{ serviceId, status: "major_outage" }],
  });
  const { id: maintenanceId } = await client.maintenances.create({
    organization,
    title: "New rods",
    message: "We change them.",
    serviceIds: [serviceId],
    localStart: "2030-01-01T02:00",
    localEnd: "2030-01-01T04:00",
    timeZone: "Etc/UTC",
  });
  const { id: metricId } = await client.metrics.create({ organization, name: "Heat", isPublic: true });
  await client.statusPages.update({ organization, pageId, metricIds: [metricId] });
  const { images } = await client.statusPages.putImage({
    organization,
    pageId,
    kind: "logo_light",
    data: Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>glow</text></svg>',
    ).toString("base64"),
  });
  const all: Addresses = {
    page: [""],
    history: ["history", "history/2026-11"],
    story: [`incidents/${incidentId}`, `maintenances/${maintenanceId}`],
    service: [`services/${serviceId}`],
    metric: [`metrics/${metricId}`],
    feed: feedKinds.map((kind) => feeds[kind].path),
    badge: ["badge.svg"],
    api: publicApiPaths,
    image: [new URL(images[0]?.url ?? "").pathname.slice(1)],
    service_worker: ["service-worker.js"],
    push_icon: ["notification-icons/major_outage.png"],
    door: ["door"],
  };
  addresses = Object.values(all).flat();
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

beforeEach(async () => {
  await database.pool.query("delete from rate_limits");
  await mara.client.statusPages.update({ organization, pageId, visibility: "public" });
});

test("everybody sees all of it while it is public, and no answer says otherwise", async () => {
  for (const path of addresses.filter((one) => one !== "door")) {
    const answer = await ask(fanal.url, `${base}/${path}`);
    expect({ path, status: answer.status }).toEqual({ path, status: 200 });
    expect(answer.headers["cache-control"]).not.toContain("private");
    expect(answer.headers["x-robots-tag"]).toBeUndefined();
  }
});

describe.for(["password", "members"] as const)("a page for those with %s", (visibility) => {
  beforeEach(async () => {
    await close(visibility);
  });

  test("answers every address alike to strangers: those that are there and those that are not", async () => {
    const missing = await ask(fanal.url, `${base}/incidents/${randomUUID()}`);
    expect(missing.status).toBe(403);
    const made = ["nothing", "history/1970-01", `services/${randomUUID()}`, "live", "images/x.svg", "../x"];
    for (const host of [undefined, `${slug}.pages.example`]) {
      for (const path of [...addresses, ...made]) {
        const answer = await ask(fanal.url, host === undefined ? `${base}/${path}` : `/${path}`, {
          headers: host === undefined ? {} : { host },
        });
        expect({ path, host, status: answer.status }).toEqual({ path, host, status: 403 });
        expect(likeOf(answer, path), path).toEqual(likeOf(missing, "incidents"));
        expect(answer.body.toString()).not.toMatch(secrets);
        expect(JSON.stringify(answer.headers)).not.toMatch(secrets);
        if (host !== undefined) expect(answer.body.toString()).not.toContain(slug);
      }
    }
  });

  test.each([
    ["HEAD", 403],
    ["POST", 403],
    ["PUT", 403],
    ["DELETE", 403],
    ["OPTIONS", 403],
  ])("answers %s alike, too", async (method, status) => {
    for (const path of ["", "history", "feed.json", "nothing"]) {
      const answer = await ask(fanal.url, `${base}/${path}`, { method });
      expect({ path, status: answer.status }).toEqual({ path, status });
    }
  });

  test("is not told from an old answer: who brings a tag of it gets no 304", async () => {
    await mara.client.statusPages.update({ organization, pageId, visibility: "public" });
    const tags = await Promise.all(
      addresses.map(async (path) => (await ask(fanal.url, `${base}/${path}`)).headers.etag),
    );
    await close(visibility);
    for (const [index, path] of addresses.entries()) {
      for (const tag of ["*", tags[index] ?? '""']) {
        const answer = await ask(fanal.url, `${base}/${path}`, { headers: { "if-none-match": tag } });
        expect(answer.status).toBe(403);
      }
    }
  });

  test("opens no socket to strangers, and closes those that are open when it is closed", async () => {
    expect(await follow()).toBe(403);
    await mara.client.statusPages.update({ organization, pageId, visibility: "public" });
    const socket = await opened();
    const closed = once(socket, "close");
    await close(visibility);
    await closed;
    expect(await follow()).toBe(403);
  });

  test("gives programs its feeds, its JSON and its badge through the secret, and nothing else", async () => {
    const token = encodeURIComponent(feedToken);
    const forPrograms = [...feedKinds.map((kind) => feeds[kind].path), "badge.svg", ...publicApiPaths];
    for (const path of addresses) {
      const answer = await ask(fanal.url, `${base}/${path}?token=${token}`);
      const isOpen = forPrograms.includes(path);
      expect({ path, status: answer.status }).toEqual({ path, status: isOpen ? 200 : 403 });
      if (isOpen) expectPrivate(answer);
    }
    expect(await follow({}, `&token=${token}`)).toBe(403);
    for (const wrong of ["", "x", feedToken.slice(0, -1), `${feedToken}x`, `${feedToken}&token=`, "%00"]) {
      const answer = await ask(fanal.url, `${base}/feed.json?token=${wrong}`);
      expect({ wrong, status: answer.status }).toEqual({
        wrong,
        status: wrong.startsWith(`${feedToken}&`) ? 200 : 403,
      });
    }
    await mara.client.statusPages.renewFeedToken({ organization, pageId });
    expect((await ask(fanal.url, `${base}/feed.json?token=${token}`)).status).toBe(403);
  });

  test("keeps to itself that it was there when it is deleted", async () => {
    const doomed = await addPage();
    await close(visibility, doomed.pageId);
    expect((await ask(fanal.url, `/status/${doomed.slug}`)).status).toBe(403);
    await mara.client.statusPages.delete({ organization, pageId: doomed.pageId });
    for (const path of addresses) {
      expect((await ask(fanal.url, `/status/${doomed.slug}/${path}`)).status).toBe(404);
    }
  });
});

describe("a password", () => {
  beforeEach(async () => {
    await close("password");
  });

  test("opens every address of the page, and nobody on the way may keep what is there", async () => {
    const cookie = cookieIn(await knock(password));
    for (const path of addresses.filter((one) => one !== "door")) {
      const answer = await ask(fanal.url, `${base}/${path}`, { headers: { cookie } });
      expect({ path, status: answer.status }).toEqual({ path, status: 200 });
      expectPrivate(answer);
    }
    const page = await ask(fanal.url, base, { headers: { cookie } });
    expect(page.body.toString()).toContain("Reactor");
    const gone = await ask(fanal.url, `${base}/nothing`, { headers: { cookie } });
    expect(gone.status).toBe(404);
    expectPrivate(gone);
    expect((await opened({ cookie })).readyState).toBe(WebSocket.OPEN);
  });

  test("leads to the page, or to where on it somebody was going", async () => {
    const right = await knock(password);
    expect(right).toMatchObject({ status: 303, headers: { location: `${base}/` } });
    const [cookie] = right.headers["set-cookie"] ?? [];
    expect(cookie).toMatch(
      /^fanal_door_[0-9a-f-]+=[\w.-]+; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/,
    );
    const door = await ask(fanal.url, `${base}/history`);
    expect(door.body.toString()).toContain(`action="${base}/door?to=history"`);
    expect((await knock(password, { query: "?to=history" })).headers.location).toBe(`${base}/history`);
    for (const to of [
      "//evil.example",
      "/evil",
      "https:evil",
      "..",
      "../other",
      "a/../b",
      "a%2f..",
      "\\evil",
      "a\r\nSet-Cookie:x",
    ]) {
      const { headers } = await knock(password, { query: `?to=${encodeURIComponent(to)}` });
      expect(headers.location).toBe(`${base}/`);
    }
  });

  test("is asked for in the language that the address names, which goes along through the door", async () => {
    const door = await ask(fanal.url, `${base}/history?lang=de`);
    expect(door.body.toString()).toContain('<html lang="de"');
    expect(door.body.toString()).toContain(`action="${base}/door?to=history&amp;lang=de"`);
    const wrong = await knock("wrong", { query: "?to=history&lang=de" });
    expect(wrong.body.toString()).toContain("Das ist nicht das Passwort");
    const right = await knock(password, { query: "?to=history&lang=de" });
    expect(right.headers.location).toBe(`${base}/history?lang=de`);
    expect((await knock(password, { query: "?lang=de//evil" })).headers.location).toBe(`${base}/`);
  });

  test("works at a host of the page's own, for that host alone", async () => {
    const host = `${slug}.pages.example`;
    const right = await knock(password, { host });
    expect(right).toMatchObject({ status: 303, headers: { location: "/" } });
    expect(right.headers["set-cookie"]?.[0]).toContain("Path=/;");
    const cookie = cookieIn(right);
    expect((await ask(fanal.url, "/history", { headers: { host, cookie } })).status).toBe(200);
  });

  test.each(["", "wrong", `${password} `, "Open sesame", "x".repeat(100_000), "\0"])(
    "that is %j opens nothing",
    async (wrong) => {
      const answer = await knock(wrong);
      expect(answer.status).toBe(403);
      expect(answer.headers["set-cookie"]).toBeUndefined();
      expect(answer.body.toString()).toContain("That is not the password");
      expect(answer.body.toString()).not.toMatch(secrets);
    },
  );

  test("is one password however its letters are put together", async () => {
    await mara.client.statusPages.update({ organization, pageId, password: "caf\u00e9 society" });
    expect((await knock("cafe\u0301 society")).status).toBe(303);
  });

  test("that is changed ends what the one before opened, also open sockets", async () => {
    const cookie = cookieIn(await knock(password));
    const socket = await opened({ cookie });
    const closed = once(socket, "close");
    await mara.client.statusPages.update({ organization, pageId, password: "another one" });
    await closed;
    expect((await ask(fanal.url, base, { headers: { cookie } })).status).toBe(403);
    expect(await follow({ cookie })).toBe(403);
    expect((await knock(password)).status).toBe(403);
    expect((await knock("another one")).status).toBe(303);
    // The same password again is another one to those who had a cookie of it.
    await mara.client.statusPages.update({ organization, pageId, password });
    expect((await ask(fanal.url, base, { headers: { cookie } })).status).toBe(403);
  });

  test("that was given keeps its door open when other things of the page change", async () => {
    const cookie = cookieIn(await knock(password));
    const socket = await opened({ cookie });
    await mara.client.statusPages.update({ organization, pageId, name: "Harbour two" });
    const page = await ask(fanal.url, base, { headers: { cookie } });
    expect(page.body.toString()).toContain("Harbour two");
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  test("of one page opens no other", async () => {
    const other = `page-${randomUUID().slice(0, 8)}`;
    const { id } = await mara.client.statusPages.create({ organization, name: "Other", slug: other });
    await mara.client.statusPages.update({ organization, pageId: id, visibility: "password", password });
    const cookie = cookieIn(await knock(password));
    expect((await ask(fanal.url, `/status/${other}`, { headers: { cookie } })).status).toBe(403);
  });

  test.each([
    ["another name", (cookie: string) => cookie.replace("fanal_door", "fanal_doo")],
    ["a longer life", (cookie: string) => cookie.replace(/=\d+/, "=9999999999")],
    ["half of its signature", (cookie: string) => cookie.slice(0, -20)],
    ["no signature", (cookie: string) => cookie.replace(/\..*/, ".")],
    ["nothing in it", () => "fanal_door="],
    ["a signature of nothing", () => `fanal_door=9999999999.${"A".repeat(43)}`],
  ])("is not proved by a cookie with %s", async (_, forge) => {
    const cookie = forge(cookieIn(await knock(password)));
    expect((await ask(fanal.url, base, { headers: { cookie } })).status).toBe(403);
  });

  test("cannot be tried from another site's form", async () => {
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ]) {
      expect((await knock(password, { headers })).status).toBe(403);
    }
    expect(
      (await knock(password, { headers: { origin: fanal.url, "sec-fetch-site": "same-origin" } })).status,
    ).toBe(303);
  });

  test("cannot be guessed: ten wrong ones, and then the right one waits too", async () => {
    for (let tries = 0; tries < 10; tries++) {
      const rotating = { "x-forwarded-for": `10.0.0.${tries}` };
      expect((await knock(`guess ${tries}`, { headers: rotating })).status).toBe(403);
    }
    const late = await knock(password, { headers: { "x-forwarded-for": "10.1.1.1" } });
    expect(late.status).toBe(429);
    expect(Number(late.headers["retry-after"])).toBeGreaterThan(500);
    expect(late.body.toString()).toMatch(/Too many tries\. Try again in \d+ minutes\./);
    await database.pool.query("delete from rate_limits");
    for (let tries = 0; tries < 12; tries++) expect((await knock(password)).status).toBe(303);
  });
});

describe("members", () => {
  beforeEach(async () => {
    await close("members");
  });

  test("see every address of the page, in any role, and nobody on the way may keep what is there", async () => {
    const vera = await fanal.signUp("Vera Viewer");
    const { id: userId } = await vera.client.me.get();
    expect((await ask(fanal.url, base, { headers: { cookie: vera.cookie } })).status).toBe(403);
    await giveRole(database, { organizationId, userId, role: "viewer" });
    for (const person of [mara, vera]) {
      const { cookie } = person;
      await vi.waitFor(
        async () => expect((await ask(fanal.url, base, { headers: { cookie } })).status).toBe(200),
        3_000,
      );
      for (const path of addresses.filter((one) => one !== "door")) {
        const answer = await ask(fanal.url, `${base}/${path}`, { headers: { cookie } });
        expect({ path, status: answer.status }).toEqual({ path, status: 200 });
        expectPrivate(answer);
      }
    }
  });

  test("are led to the sign-in and back, without a word of the page", async () => {
    const door = await ask(fanal.url, `${base}/history`);
    expect(door.body.toString()).toContain(
      `${fanal.url}/sign-in?return=${encodeURIComponent(`${base}/history`)}`,
    );
    const host = `${slug}.pages.example`;
    const own = await ask(fanal.url, "/history", { headers: { host } });
    expect(own.body.toString()).toContain(
      `${fanal.url}/sign-in?return=${encodeURIComponent(`/status/${pageId}`)}`,
    );
    const back = await ask(fanal.url, `/status/${pageId}`, { headers: { cookie: mara.cookie } });
    expect(back).toMatchObject({
      status: 303,
      headers: { location: base, "cache-control": "private, no-store" },
    });
    const stranger = await ask(fanal.url, `/status/${pageId}`);
    expect(stranger.status).toBe(403);
    expect(stranger.body.toString()).not.toContain(slug);
  });

  test("who signed in otherwise than the organization wants are led to where it says why, and scripts get the door", async () => {
    const { slug: organization } = (await mara.client.me.get()).organizations.find(
      ({ id }) => id === organizationId,
    ) ?? { slug: "" };
    const want = (isWanted: boolean) =>
      database.pool.query("update auth.organization set require_two_factor = $1 where id = $2", [
        isWanted,
        organizationId,
      ]);
    const headers = { cookie: mara.cookie, "sec-fetch-dest": "document" };
    await want(true);
    try {
      await vi.waitFor(async () => {
        expect(await ask(fanal.url, `${base}/history`, { headers })).toMatchObject({
          status: 303,
          headers: { location: `${fanal.url}/app/${organization}`, "cache-control": "private, no-store" },
        });
      }, 3_000);
      const script = await ask(fanal.url, `${base}/history`, { headers: { cookie: mara.cookie } });
      const stranger = await ask(fanal.url, `${base}/history`, { headers: { "sec-fetch-dest": "document" } });
      expect([script.status, stranger.status]).toEqual([403, 403]);
    } finally {
      await want(false);
    }
  });

  test("who leave or sign out see no more, also through an open socket", async () => {
    const rui = await fanal.signUp("Rui Responder");
    const { id: userId } = await rui.client.me.get();
    await giveRole(database, { organizationId, userId, role: "responder" });
    const { cookie } = rui;
    const socket = await opened({ cookie });
    const closed = once(socket, "close");
    await database.pool.query("delete from auth.member where organization_id = $1 and user_id = $2", [
      organizationId,
      userId,
    ]);
    expect(await closed).toEqual([4403, expect.anything()]);
    await vi.waitFor(
      async () => expect((await ask(fanal.url, base, { headers: { cookie } })).status).toBe(403),
      3_000,
    );
    expect(await follow({ cookie })).toBe(403);
  });

  test("open sockets from the page alone, not from where somebody else may have put a script", async () => {
    const { cookie } = mara;
    for (const origin of [
      "https://evil.example",
      "null",
      `${fanal.url}.evil.example`,
      `http://${slug}.pages.example`,
    ]) {
      expect(await follow({ cookie, origin })).toBe(403);
    }
    expect((await opened({ cookie, origin: fanal.url })).readyState).toBe(WebSocket.OPEN);
  });

  test("are not known by headers that claim to be somebody", async () => {
    const { id } = await mara.client.me.get();
    const claims = {
      "x-user-id": id,
      "x-forwarded-user": id,
      authorization: `Bearer ${id}`,
      cookie: "fanal.session_token=x",
    };
    expect((await ask(fanal.url, base, { headers: claims })).status).toBe(403);
  });
});

test("a host of its own is closed with the page", async () => {
  const host = `status.${randomUUID().slice(0, 8)}.example`;
  const { id: domainId, record } = await mara.client.pageDomains.add({ organization, pageId, host });
  setTxtRecords(record.name, [record.value]);
  await mara.client.pageDomains.verify({ organization, pageId, domainId });
  expect((await ask(fanal.url, "/history", { headers: { host } })).status).toBe(200);
  await close("password");
  expect((await ask(fanal.url, "/history", { headers: { host } })).status).toBe(403);
});

async function addPage(): Promise<{ pageId: string; slug: string }> {
  const made = `page-${randomUUID().slice(0, 8)}`;
  const page = { organization, name: "Harbour", slug: made, serviceIds: [serviceId] };
  const { id } = await mara.client.statusPages.create(page);
  return { pageId: id, slug: made };
}

async function close(visibility: "password" | "members", id = pageId): Promise<void> {
  const page = await mara.client.statusPages.update({
    organization,
    pageId: id,
    visibility,
    ...(visibility === "password" ? { password } : {}),
  });
  feedToken = page.feedToken ?? "";
}

/** Sends the form of the door. */
async function knock(
  tried: string,
  {
    query = "",
    host,
    headers = {},
  }: { query?: string; host?: string; headers?: Record<string, string> } = {},
): Promise<RawAnswer> {
  return ask(fanal.url, host === undefined ? `${base}/door${query}` : `/door${query}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...(host ? { host } : {}), ...headers },
    body: new URLSearchParams({ password: tried }).toString(),
  });
}

function cookieIn(answer: RawAnswer): string {
  return answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
}

/** What strangers could compare: all but the length of the address that they asked for, which the form repeats. */
function likeOf({ status, headers, body }: RawAnswer, path: string) {
  const { date: _, "content-length": __, ...compared } = headers;
  const text = body
    .toString()
    .replace(/action="[^"]*"/, "")
    .replace(/return=[^"]*"/, "");
  return { status, headers: compared, text: text.replaceAll(path, "") === "" ? "" : text };
}

function expectPrivate({ headers }: RawAnswer): void {
  expect(headers).toMatchObject({ "cache-control": "private, no-store", "x-robots-tag": "noindex" });
}

/** A socket that is open, and has been greeted. */
async function opened(headers: Record<string, string> = {}): Promise<WebSocket> {
  const socket = new WebSocket(`${fanal.url.replace("http", "ws")}${base}/live?version=0`, { headers });
  await once(socket, "message");
  return socket;
}

/** The status with which a socket is refused. */
async function follow(headers: Record<string, string> = {}, query = ""): Promise<number> {
  const socket = new WebSocket(`${fanal.url.replace("http", "ws")}${base}/live?version=0${query}`, {
    headers,
  });
  socket.on("error", () => {});
  const [, response] = await once(socket, "unexpected-response");
  return response.statusCode;
}
