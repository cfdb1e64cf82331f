import { once } from "node:events";
import { createClient, type FanalClient } from "@fanal/contract/client";
import { cookieOf, type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { WebSocket } from "ws";
import { giveRole, openAsSuperuser } from "../http/test-helpers.ts";

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;
let rui: Person;
let ruiId: string;
/** Another session of Rui's. */
let other: { cookie: string; client: FanalClient };
let organization: string;
let page: string;

beforeAll(async () => {
  // Nothing but what happened closes a socket in time.
  fanal = await startTestFanal(inject("clusterUrl"), {}, { askSocketsEveryMs: 3_600_000 });
  database = openAsSuperuser(fanal.databaseUrl);
});

beforeEach(async () => {
  await database.pool.query("delete from rate_limits");
  mara = await fanal.signUp("Mara Ilves");
  rui = await fanal.signUp("Rui Costa");
  ({ id: ruiId } = await rui.client.me.get());
  const house = await mara.client.organizations.create({ name: "Harbour" });
  organization = house.slug;
  await giveRole(database, { organizationId: house.id, userId: ruiId, role: "responder" });
  const [made] = await mara.client.statusPages.list({ organization });
  page = made?.slug ?? "";
  await mara.client.statusPages.update({ organization, pageId: made?.id ?? "", visibility: "members" });
  const { email, password } = rui;
  const cookie = cookieOf(await post("sign-in/email", { email, password }, ""));
  other = { cookie, client: createClient({ url: fanal.url, headers: () => ({ cookie }) }) };
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

const losses: Record<string, () => Promise<unknown>> = {
  "being removed": () => mara.client.members.remove({ organization, memberId: ruiId }),
  leaving: () => rui.client.members.leave({ organization }),
  "signing out": () => post("sign-out", {}, rui.cookie),
  "being signed out everywhere else": () => other.client.sessions.end({}),
  "a password that is changed elsewhere": () =>
    post(
      "change-password",
      { currentPassword: rui.password, newPassword: "staple-lantern-harbour" },
      other.cookie,
    ),
  "the end of the account": () => post("delete-user", { password: rui.password }, other.cookie),
};

test.for(Object.keys(losses))("%s closes dashboard and page by itself, and nobody else's", async (loss) => {
  const theirs = await Promise.all([openDashboard(rui.cookie), openPage(rui.cookie)]);
  const ours = await Promise.all([openDashboard(mara.cookie), openPage(mara.cookie)]);
  const closed = theirs.map(async (socket) => (await once(socket, "close"))[0]);
  await losses[loss]?.();
  const [dashboard, members] = await Promise.all(closed);
  expect([4401, 4403]).toContain(dashboard);
  expect(members).toBe(4403);
  expect(ours.map(({ readyState }) => readyState)).toEqual([WebSocket.OPEN, WebSocket.OPEN]);
  for (const socket of ours) socket.terminate();
});

const openDashboard = (cookie: string) => open(`/api/v1/organizations/${organization}/live`, cookie);
const openPage = (cookie: string) => open(`/status/${page}/live?version=0`, cookie);

/** Opens a socket, and waits for its first word. */
async function open(address: string, cookie: string): Promise<WebSocket> {
  const headers = { cookie, origin: fanal.url };
  const socket = new WebSocket(`${fanal.url.replace("http", "ws")}${address}`, { headers });
  await once(socket, "message");
  return socket;
}

async function post(path: string, body: object, cookie: string): Promise<Response> {
  const response = await fetch(`${fanal.url}/api/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: fanal.url, cookie },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return response;
}
