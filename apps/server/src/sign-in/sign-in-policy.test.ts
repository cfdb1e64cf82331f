import { once } from "node:events";
import type { Organization } from "@fanal/contract";
import { createClient } from "@fanal/contract/client";
import type { Database } from "@fanal/database";
import { organization, session, user } from "@fanal/database/auth-schema";
import type { SignInMethod, SignInPolicy } from "@fanal/domain";
import {
  codeOf,
  cookieOf,
  type Person,
  setUpSecondFactor,
  startTestFanal,
  startTestMailServer,
  type TestFanal,
  type TestMailServer,
} from "@fanal/testing";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { WebSocket } from "ws";
import { join } from "../http/examples.fixture.ts";
import { openAsSuperuser } from "../http/test-helpers.ts";

let mailServer: TestMailServer;
let fanal: TestFanal;
let database: Database & AsyncDisposable;
let mara: Person;
let nils: Person;
let lumen: Organization;

beforeAll(async () => {
  mailServer = await startTestMailServer();
  const mail = { smtpUrl: mailServer.url, from: "Fanal <fanal@lumen.example>" };
  // Nothing but what happened closes a socket in time.
  fanal = await startTestFanal(inject("clusterUrl"), { mail }, { askSocketsEveryMs: 3_600_000 });
  database = openAsSuperuser(fanal.databaseUrl);
});
beforeEach(async () => {
  await database.pool.query("delete from rate_limits");
  mara = await fanal.signUp("Mara Ilves");
  nils = await fanal.signUp("Nils Berg");
  lumen = await mara.client.organizations.create({ name: "Lumen" });
  await join(mara.client, lumen.slug, nils);
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
  await mailServer[Symbol.asyncDispose]();
});

describe("how somebody signed in is noted", () => {
  test("by password, and by a code beside it", async () => {
    expect(await newestOf(mara)).toMatchObject({ method: "password", secondFactor: false });
    const { totpUri } = await setUpSecondFactor(fanal.url, mara);
    expect(await newestOf(mara)).toMatchObject({ method: "password", secondFactor: true });
    const half = await post("/sign-in/email", { email: mara.email, password: mara.password });
    await post("/two-factor/verify-totp", { code: codeOf(totpUri, { ahead: 1 }) }, cookieOf(half));
    expect(await newestOf(mara)).toMatchObject({ method: "password", secondFactor: true });
  });

  test("by a link from a mail, and by a code beside that", async () => {
    await signInByLink(mara);
    expect(await newestOf(mara)).toMatchObject({ method: "magic_link", secondFactor: false });
    const { totpUri } = await setUpSecondFactor(fanal.url, mara);
    const half = await signInByLink(mara);
    await post("/two-factor/verify-totp", { code: codeOf(totpUri, { ahead: 1 }) }, cookieOf(half));
    expect(await newestOf(mara)).toMatchObject({ method: "magic_link", secondFactor: true });
  });

  test("and stays so when another password or no second factor makes another session of it", async () => {
    const { cookie } = await setUpSecondFactor(fanal.url, mara);
    const change = { currentPassword: mara.password, newPassword: "staple-lantern-harbour" };
    const changed = await post("/change-password", change, cookie);
    expect(await newestOf(mara)).toMatchObject({ method: "password", secondFactor: true });
    await post("/two-factor/disable", { password: change.newPassword }, cookieOf(changed));
    expect(await newestOf(mara)).toMatchObject({ method: "password", secondFactor: false });
  });
});

test("what is no procedure is refused too: the log's export, that of all, and previews", async () => {
  await want({ signInMethods: ["passkey"] });
  const at = `/api/v1/organizations/${lumen.slug}`;
  for (const path of [
    "/events/export?format=csv",
    "/export",
    "/status-pages/0197a1c0-0000-7000-8000-000000000001/preview",
  ]) {
    const answer = await fetch(`${fanal.url}${at}${path}`, { headers: { cookie: mara.cookie } });
    expect([path, answer.status, await answer.json()]).toMatchObject([
      path,
      403,
      { code: "sign_in_method_refused" },
    ]);
  }
});

test("a page for members is shut to who did not sign in as the organization wants", async () => {
  const [page] = await mara.client.statusPages.list({ organization: lumen.slug });
  if (page === undefined) throw new Error("There is no page");
  await mara.client.statusPages.update({
    organization: lumen.slug,
    pageId: page.id,
    visibility: "members",
  });
  const status = async () =>
    (await fetch(`${fanal.url}/status/${page.slug}`, { headers: { cookie: nils.cookie } })).status;
  await expect.poll(status).toBe(200);
  const { cookie } = await setUpSecondFactor(fanal.url, mara);
  await clientOf(cookie).signIn.update({ organization: lumen.slug, requireTwoFactor: true });
  await expect.poll(status).not.toBe(200);
});

test("who is a member elsewhere, or has a key, is not asked", async () => {
  const elsewhere = await nils.client.organizations.create({ name: "Elsewhere" });
  const { key } = await mara.client.apiKeys.create({
    organization: lumen.slug,
    name: "Deploys",
    scopes: ["read"],
    expiresAt: null,
  });
  await want({ requireTwoFactor: true });
  expect(await nils.client.services.list({ organization: elsewhere.slug })).toEqual([]);
  const services = `${fanal.url}/api/v1/organizations/${lumen.slug}/services`;
  expect((await fetch(services, { headers: { authorization: `Bearer ${key}` } })).status).toBe(200);
});

describe("a second factor that becomes required", () => {
  test("closes the sockets of those who lack it at once, and lets them in once they have it", async () => {
    const hers = await setUpSecondFactor(fanal.url, mara);
    const sockets = [await follow(hers.cookie), await follow(nils.cookie)] as const;
    const closed = once(sockets[1], "close");
    await clientOf(hers.cookie).signIn.update({ organization: lumen.slug, requireTwoFactor: true });
    expect((await closed)[0]).toBe(4403);
    expect(sockets[0].readyState).toBe(WebSocket.OPEN);
    sockets[0].close();

    await expect(nils.client.services.list({ organization: lumen.slug })).rejects.toMatchObject({
      code: "two_factor_required",
      message: expect.stringContaining("Set one up in your account"),
    });
    expect(await refusalFor(nils.cookie)).toMatchObject({ code: "two_factor_required" });
    const his = await setUpSecondFactor(fanal.url, nils);
    expect(await refusalFor(his.cookie)).toBeNull();
    await clientOf(his.cookie).services.list({ organization: lumen.slug });
  });

  test("is no longer shown by who turns theirs off, in each of their sessions", async () => {
    const his = await setUpSecondFactor(fanal.url, nils);
    const half = await post("/sign-in/email", { email: nils.email, password: nils.password });
    const other = cookieOf(
      await post("/two-factor/verify-totp", { code: codeOf(his.totpUri, { ahead: 1 }) }, cookieOf(half)),
    );
    await want({ requireTwoFactor: true });
    expect(await refusalFor(other)).toBeNull();
    await post("/two-factor/disable", { password: nils.password }, his.cookie);
    expect(await refusalFor(other)).toMatchObject({ code: "two_factor_required" });
  });

  test("is asked of a session that began before there was one", async () => {
    const before = cookieOf(await post("/sign-in/email", { email: nils.email, password: nils.password }));
    await setUpSecondFactor(fanal.url, nils);
    await want({ requireTwoFactor: true });
    expect(await refusalFor(before)).toMatchObject({ code: "two_factor_required" });
  });
});

describe("who changes what is wanted", () => {
  test("has to meet it", async () => {
    const change = { organization: lumen.slug, requireTwoFactor: true };
    await expect(mara.client.signIn.update(change)).rejects.toMatchObject({
      code: "bad_request",
      data: { issues: [{ path: ["requireTwoFactor"], message: expect.stringMatching(/^You did not show/) }] },
    });
    await expect(
      mara.client.signIn.update({ organization: lumen.slug, signInMethods: ["passkey", "auth0"] }),
    ).rejects.toMatchObject({ data: { issues: [{ path: ["signInMethods"] }] } });
    expect(await refusalFor(mara.cookie)).toBeNull();
    expect(await mara.client.signIn.get({ organization: lumen.slug })).toMatchObject({
      requireTwoFactor: false,
      signInMethods: null,
    });
  });

  test("is told in the log with what it was and what it is, once", async () => {
    const { cookie } = await setUpSecondFactor(fanal.url, mara);
    const change = {
      organization: lumen.slug,
      requireTwoFactor: true,
      signInMethods: ["passkey", "password", "password"] satisfies SignInMethod[],
    };
    for (let count = 0; count < 2; count++) await clientOf(cookie).signIn.update(change);
    const { items } = await clientOf(cookie).events.list({ organization: lumen.slug });
    const told = items.filter(({ type }) => type === "sign_in.updated");
    expect(told.map(({ data }) => data)).toMatchObject([
      {
        before: { requireTwoFactor: false, signInMethods: null },
        after: { requireTwoFactor: true, signInMethods: ["password", "passkey"] },
      },
    ]);
  });
});

describe("ways of signing in that are taken", () => {
  test("are told to who came another way", async () => {
    await want({ signInMethods: ["passkey", "sso"] });
    expect(await refusalFor(nils.cookie)).toEqual({
      code: "sign_in_method_refused",
      methods: ["passkey", "sso"],
    });
    await begunBy(nils, { method: "passkey" });
    expect(await refusalFor(nils.cookie)).toBeNull();
  });

  test("another organization's provider is none of them", async () => {
    await want({ requireSso: true });
    expect(await refusalFor(nils.cookie)).toEqual({ code: "sso_required", methods: ["sso"] });
    const elsewhere = await nils.client.organizations.create({ name: "Elsewhere" });
    await begunBy(nils, { method: "sso", ssoOrganizationId: elsewhere.id });
    expect(await refusalFor(nils.cookie)).toMatchObject({ code: "sso_required" });
    await begunBy(nils, { method: "sso", ssoOrganizationId: lumen.id });
    expect(await refusalFor(nils.cookie)).toBeNull();
  });

  test("an owner breaks the glass of a provider with two factors", async () => {
    await want({ requireSso: true });
    expect(await refusalFor(mara.cookie)).toMatchObject({ code: "sso_required" });
    const { cookie } = await setUpSecondFactor(fanal.url, mara);
    expect(await refusalFor(cookie)).toBeNull();
  });
});

function post(path: string, body: object, cookie = ""): Promise<Response> {
  return fetch(`${fanal.url}/api/auth${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: fanal.url, cookie },
    body: JSON.stringify(body),
  });
}

async function signInByLink({ email }: Person): Promise<Response> {
  const count = () => mailServer.received.filter((mail) => mail.recipients.includes(email)).length;
  const before = count();
  await post("/sign-in/magic-link", { email });
  await expect.poll(count).toBeGreaterThan(before);
  const [link = ""] = mailServer.received.findLast((mail) => mail.recipients.includes(email))?.links ?? [];
  const token = new URLSearchParams(new URL(link).hash.slice(1)).get("token");
  return post("/magic-link/verify", { token });
}

function clientOf(cookie: string) {
  return createClient({ url: fanal.url, headers: () => ({ cookie }) });
}

async function newestOf({ email }: Person): Promise<typeof session.$inferSelect | undefined> {
  const [newest] = await database.db
    .select({ session })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(eq(user.email, email))
    .orderBy(desc(session.createdAt), desc(session.id))
    .limit(1);
  return newest?.session;
}

/** What only owners with a provider can set, and what the test's owner does not meet. */
async function want(policy: Partial<SignInPolicy>): Promise<void> {
  const { signInMethods, ...rest } = policy;
  const methods = signInMethods === undefined ? {} : { signInMethods: signInMethods && [...signInMethods] };
  await database.db
    .update(organization)
    .set({ ...rest, ...methods })
    .where(eq(organization.id, lumen.id));
}

/** As if they had signed in another way, which asks for an authenticator or a provider. */
async function begunBy(
  { client }: Person,
  how: { method: SignInMethod; ssoOrganizationId?: string },
): Promise<void> {
  const { id } = await client.me.get();
  await database.db
    .update(session)
    .set({ ...how, secondFactor: how.method === "passkey" })
    .where(eq(session.userId, id));
}

/** What somebody is told of the organization that they cannot act in. */
async function refusalFor(cookie: string): Promise<Organization["signInRefusal"] | undefined> {
  const { organizations } = await clientOf(cookie).me.get();
  return organizations.find(({ id }) => id === lumen.id)?.signInRefusal;
}

async function follow(cookie: string): Promise<WebSocket> {
  const address = `${fanal.url.replace("http", "ws")}/api/v1/organizations/${lumen.slug}/live`;
  const socket = new WebSocket(address, { headers: { cookie, origin: fanal.url } });
  await once(socket, "message");
  return socket;
}
