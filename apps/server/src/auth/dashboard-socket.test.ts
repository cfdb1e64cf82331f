import { once } from "node:events";
import type { DashboardMessage } from "@fanal/contract";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { WebSocket } from "ws";
import { giveRole, openAsSuperuser } from "../http/test-helpers.ts";

const patience = { timeout: 10_000 };

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;
let nils: Person;
let acme: { id: string; slug: string };

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
});

beforeEach(async () => {
  mara = await fanal.signUp("Mara Ilves");
  nils = await fanal.signUp("Nils Berg");
  acme = await mara.client.organizations.create({ name: "Acme" });
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

test.for([
  ["our own origin", () => ({ origin: fanal.url })],
  ["our own origin by its other name", () => ({ origin: fanal.url.replace("localhost", "127.0.0.1") })],
  ["no origin, as programs send", () => ({})],
] as const)("with %s a member follows the organization", async ([, headers]) => {
  const socket = open(acme.slug, { cookie: mara.cookie, ...headers() });
  const heard = listen(socket);
  await once(socket, "message");
  expect(heard[0]).toEqual({ type: "hello", position: expect.any(Number) });
  const { id } = await mara.client.services.create({ organization: acme.slug, name: "API" });
  const event = {
    type: "event",
    position: expect.any(Number),
    event: { type: "service.created", subjectId: id },
  };
  await vi.waitFor(() => expect(heard).toContainEqual(event), patience);
  socket.close();
});

test.for([
  "https://evil.example",
  "null",
  "http://localhost",
  "http://localhost:1",
  "http://localhost.evil.example",
])("from %s nobody opens a socket, whatever cookie the browser sends", async (origin) => {
  expect(await refusal(acme.slug, { cookie: mara.cookie, origin })).toBe(403);
});

test("without a session, or with one that has ended, nobody opens a socket", async () => {
  expect(await refusal(acme.slug, { origin: fanal.url })).toBe(401);
  expect(await refusal(acme.slug, { origin: fanal.url, cookie: "fanal.session_token=x.y" })).toBe(401);
  await signOut(mara);
  expect(await refusal(acme.slug, { origin: fanal.url, cookie: mara.cookie })).toBe(401);
});

test("another organization answers like one that does not exist", async () => {
  const headers = { origin: fanal.url, cookie: nils.cookie };
  const references = [acme.slug, acme.id, "no-such-organization", "%00", "..%2f", "%ff"];
  for (const organization of references) {
    expect({ organization, status: await refusal(organization, headers) }).toEqual({
      organization,
      status: 404,
    });
  }
});

test("a socket hears of its own organization only", async () => {
  const harbour = await nils.client.organizations.create({ name: "Harbour" });
  const socket = open(acme.slug, { cookie: mara.cookie, origin: fanal.url });
  const heard = listen(socket);
  await once(socket, "message");
  const theirs = await nils.client.services.create({ organization: harbour.slug, name: "API" });
  const ours = await mara.client.services.create({ organization: acme.slug, name: "API" });
  await vi.waitFor(() => expect(JSON.stringify(heard)).toContain(ours.id), patience);
  expect(JSON.stringify(heard)).not.toContain(theirs.id);
  socket.close();
});

test("signing out closes the sockets of the session, and no others", async () => {
  const other = open(acme.slug, { origin: fanal.url, cookie: await signInAgain(mara) });
  const socket = open(acme.slug, { origin: fanal.url, cookie: mara.cookie });
  await Promise.all([once(socket, "message"), once(other, "message")]);
  const closed = once(socket, "close");
  await signOut(mara);
  expect((await closed)[0]).toBe(4401);
  expect(other.readyState).toBe(WebSocket.OPEN);
  other.close();
});

test.for([
  ["removed", (memberId: string) => mara.client.members.remove({ organization: acme.slug, memberId })],
  ["gone by themselves", () => nils.client.members.leave({ organization: acme.slug })],
] as const)("a member who is %s loses the socket, and gets no other", async ([, part]) => {
  const { id: userId } = await nils.client.me.get();
  await giveRole(database, { organizationId: acme.id, userId, role: "viewer" });
  const theirs = open(acme.slug, { origin: fanal.url, cookie: nils.cookie });
  await once(theirs, "message");
  const closed = once(theirs, "close");
  await part(userId);
  expect((await closed)[0]).toBe(4403);
  expect(await refusal(acme.slug, { origin: fanal.url, cookie: nils.cookie })).toBe(404);
});

test("a member whose row is gone without an event loses the socket all the same, and gets no other", async () => {
  const { id: userId } = await nils.client.me.get();
  await giveRole(database, { organizationId: acme.id, userId, role: "viewer" });
  const theirs = open(acme.slug, { origin: fanal.url, cookie: nils.cookie });
  const ours = open(acme.slug, { origin: fanal.url, cookie: mara.cookie });
  await Promise.all([once(theirs, "message"), once(ours, "message")]);
  const closed = once(theirs, "close");
  await database.pool.query("delete from auth.member where organization_id = $1 and user_id = $2", [
    acme.id,
    userId,
  ]);
  expect((await closed)[0]).toBe(4403);
  expect(await refusal(acme.slug, { origin: fanal.url, cookie: nils.cookie })).toBe(404);
  expect(ours.readyState).toBe(WebSocket.OPEN);
  ours.close();
});

test("what a client says on the socket is not listened to, and cannot be long", async () => {
  const socket = open(acme.slug, { origin: fanal.url, cookie: mara.cookie });
  await once(socket, "message");
  socket.send(JSON.stringify({ type: "subscribe", organization: "harbour" }));
  const closed = once(socket, "close");
  socket.send("x".repeat(2_000));
  expect((await closed)[0]).toBe(1009);
});

function open(organization: string, headers: Record<string, string>): WebSocket {
  const url = `${fanal.url.replace("http", "ws")}/api/v1/organizations/${organization}/live`;
  const socket = new WebSocket(url, { headers });
  socket.on("error", () => {});
  return socket;
}

/** All that a socket hears, from now on. */
function listen(socket: WebSocket): DashboardMessage[] {
  const heard: DashboardMessage[] = [];
  socket.on("message", (data) => heard.push(JSON.parse(String(data))));
  return heard;
}

/** The status with which a socket is refused. */
async function refusal(organization: string, headers: Record<string, string>): Promise<number | undefined> {
  const [, response] = await once(open(organization, headers), "unexpected-response");
  response.destroy();
  return response.statusCode;
}

async function signOut({ cookie }: Person): Promise<void> {
  await post("sign-out", {}, { cookie });
}

async function signInAgain({ email, password }: Person): Promise<string> {
  const response = await post("sign-in/email", { email, password });
  return response.headers.getSetCookie().map((cookie) => cookie.split(";")[0])[0] ?? "";
}

async function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  const response = await fetch(`${fanal.url}/api/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: fanal.url, ...headers },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return response;
}
