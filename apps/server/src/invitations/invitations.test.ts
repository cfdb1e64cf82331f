import { createHash } from "node:crypto";
import { type Person, startTestFanal, startTestMailServer, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { makeInvitationToken } from "../auth/invitation-token.ts";
import { tokenOf } from "../http/examples.fixture.ts";
import { ask, giveRole, openAsSuperuser } from "../http/test-helpers.ts";

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;
let nils: Person;
let acme: { id: string; slug: string };

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
  nils = await fanal.signUp("Nils Berg");
});

beforeEach(async () => {
  acme = await mara.client.organizations.create({ name: "Acme" });
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

test("who is invited joins with the role and the teams of the invitation, once", async () => {
  const { id: teamId } = await mara.client.teams.create({ organization: acme.slug, name: "Platform" });
  const token = await invite(nils.email, { role: "responder", teamIds: [teamId] });
  expect(await mara.client.invitations.preview({ token })).toMatchObject({
    organizationName: "Acme",
    email: nils.email,
    role: "responder",
    invitedBy: "Mara Ilves",
    provesAddress: false,
  });
  const joined = await nils.client.invitations.accept({ token });
  expect(joined).toMatchObject({ id: acme.id, role: "responder" });
  const members = await mara.client.members.list({ organization: acme.slug });
  expect(members.find(({ name }) => name === "Nils Berg")).toMatchObject({
    role: "responder",
    teamIds: [teamId],
    source: "invitation",
  });
  expect(await mara.client.invitations.list({ organization: acme.slug })).toEqual([]);
  await mara.client.members.remove({ organization: acme.slug, memberId: await idOf(nils) });
  await expect(nils.client.invitations.accept({ token })).rejects.toMatchObject(ended);
});

test("at the same moment a link is used once", async () => {
  const token = await invite(nils.email);
  const results = await Promise.allSettled(
    Array.from({ length: 8 }, () => nils.client.invitations.accept({ token })),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const { rows } = await database.pool.query(
    "select 1 from events where organization_id = $1 and type = 'member.joined'",
    [acme.id],
  );
  expect(rows).toHaveLength(1);
});

test("an invitation is for the address that it was sent to, however it is written", async () => {
  const token = await invite(nils.email.toUpperCase());
  const otto = await fanal.signUp("Otto Other");
  await expect(otto.client.invitations.accept({ token })).rejects.toMatchObject({
    code: "forbidden",
    message: `This invitation is for ${nils.email}, and you are signed in as ${otto.email}. Sign out, and sign in with the address that was invited.`,
  });
  const anonymous = await post("/invitation-acceptances", { token });
  expect(anonymous.status).toBe(401);
  expect(await nils.client.invitations.accept({ token })).toMatchObject({ slug: acme.slug });
});

test("after seven days the link leads nowhere, and the list says that it expired", async () => {
  const token = await invite(nils.email);
  await database.pool.query(
    "update auth.invitation set sent_at = sent_at - interval '7 days', expires_at = expires_at - interval '7 days' where organization_id = $1",
    [acme.id],
  );
  const expired = {
    code: "not_found",
    message: "This invitation has expired. Ask whoever invited you for another.",
  };
  await expect(nils.client.invitations.preview({ token })).rejects.toMatchObject(expired);
  await expect(nils.client.invitations.accept({ token })).rejects.toMatchObject(expired);
  const [listed] = await mara.client.invitations.list({ organization: acme.slug });
  expect(listed).toMatchObject({ email: nils.email, isExpired: true });
});

test("who may not invite any more leaves no invitation behind; whoever sends it again answers for it", async () => {
  const rui = await fanal.signUp("Rui Costa");
  const { id: memberId } = await rui.client.me.get();
  await giveRole(database, { organizationId: acme.id, userId: memberId, role: "admin" });
  const organization = acme.slug;
  const [made] = await rui.client.invitations.create({ organization, emails: [nils.email] });
  const token = tokenOf(made?.link);
  await nils.client.invitations.preview({ token });
  await mara.client.members.update({ organization, memberId, role: "responder" });
  await expect(nils.client.invitations.accept({ token })).rejects.toMatchObject({ code: "not_found" });
  await mara.client.members.remove({ organization, memberId });
  await expect(nils.client.invitations.accept({ token })).rejects.toMatchObject({ code: "not_found" });
  const [listed] = await mara.client.invitations.list({ organization });
  expect(listed).toMatchObject({ email: nils.email, isExpired: true });
  const again = await mara.client.invitations.resend({ organization, invitationId: made?.id ?? "" });
  expect(again.isExpired).toBe(false);
  await nils.client.invitations.accept({ token: tokenOf(again.link) });
});

test("resending makes a new link and ends the one before; revoking ends both", async () => {
  const first = await invite(nils.email);
  const [{ id: invitationId } = { id: "" }] = await mara.client.invitations.list({ organization: acme.slug });
  const resent = await mara.client.invitations.resend({ organization: acme.slug, invitationId });
  const second = tokenOf(resent.link);
  await expect(nils.client.invitations.accept({ token: first })).rejects.toMatchObject(ended);
  expect(await nils.client.invitations.preview({ token: second })).toMatchObject({ email: nils.email });
  await mara.client.invitations.revoke({ organization: acme.slug, invitationId });
  await expect(nils.client.invitations.accept({ token: second })).rejects.toMatchObject(ended);
  const again = mara.client.invitations.resend({ organization: acme.slug, invitationId });
  await expect(again).rejects.toMatchObject({ code: "not_found" });
});

test("who is invited again has one invitation, with the newer role", async () => {
  const first = await invite(nils.email, { role: "viewer" });
  const second = await invite(nils.email, { role: "admin" });
  expect(await mara.client.invitations.list({ organization: acme.slug })).toMatchObject([{ role: "admin" }]);
  await expect(nils.client.invitations.accept({ token: first })).rejects.toMatchObject(ended);
  expect(await nils.client.invitations.accept({ token: second })).toMatchObject({ role: "admin" });
});

test("many addresses are invited at once; members among them are named, and nobody is invited then", async () => {
  const organization = acme.slug;
  const emails = Array.from({ length: 20 }, (_, index) => `p${index}@acme.example`);
  const made = await mara.client.invitations.create({ organization, emails, role: "viewer" });
  expect(new Set(made.map(({ link }) => link)).size).toBe(20);
  const mixed = mara.client.invitations.create({ organization, emails: ["new@acme.example", mara.email] });
  await expect(mixed).rejects.toMatchObject({
    code: "bad_request",
    message: `Mara Ilves (${mara.email}) is a member already.`,
    data: { issues: [{ path: ["emails", 1] }] },
  });
  expect(await mara.client.invitations.list({ organization })).toHaveLength(20);
});

test("an admin invites no owner, and touches no invitation to become one", async () => {
  const organization = acme.slug;
  await nils.client.invitations.accept({ token: await invite(nils.email, { role: "admin" }) });
  const asOwner = { organization, emails: ["boss@acme.example"], role: "owner" as const };
  await expect(nils.client.invitations.create(asOwner)).rejects.toMatchObject({ code: "forbidden" });
  const [made] = await mara.client.invitations.create(asOwner);
  const one = { organization, invitationId: made?.id ?? "" };
  await expect(nils.client.invitations.resend(one)).rejects.toMatchObject({ code: "forbidden" });
  await expect(nils.client.invitations.revoke(one)).rejects.toMatchObject({ code: "forbidden" });
});

test("whoever was demoted since they were asked invites nobody to more than they may", async () => {
  const token = await invite(nils.email, { role: "viewer" });
  await giveRole(database, { organizationId: acme.id, userId: await idOf(nils), role: "responder" });
  expect(await nils.client.invitations.accept({ token })).toMatchObject({ role: "responder" });
});

test("only the hash of a link is kept, and no answer to a repeated request holds it", async () => {
  const input = { organization: acme.slug, emails: [nils.email] };
  const context = { idempotencyKey: "twice" };
  const [first] = await mara.client.invitations.create(input, { context });
  const [second] = await mara.client.invitations.create(input, { context });
  const token = tokenOf(first?.link);
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  expect(second).toEqual({ ...first, link: null });
  const { rows } = await database.pool.query<{ hash: string }>(
    "select token_hash as hash from auth.invitation where organization_id = $1",
    [acme.id],
  );
  expect(rows).toEqual([{ hash: createHash("sha256").update(token).digest("base64url") }]);
  const { rows: kept } = await database.pool.query(
    "select 1 from idempotency_keys where response::text like '%' || $1 || '%' union all select 1 from events where data::text like '%' || $1 || '%'",
    [token],
  );
  expect(kept).toEqual([]);
});

test("inviting and opening a link say the same whether the address has an account or not", async () => {
  const unknown = "nobody.knows@acme.example";
  const shape = async (email: string) => {
    const [made] = await mara.client.invitations.create({ organization: acme.slug, emails: [email] });
    const preview = await ask(fanal.url, {
      method: "POST",
      path: "/api/v1/invitation-preview",
      body: { token: tokenOf(made?.link) },
    });
    const told = { ...made, id: "", email: "", link: "", sentAt: "", expiresAt: "" };
    return JSON.stringify([told, preview.status, preview.body])
      .replaceAll(email, "")
      .replace(/\d{4}-[^"]*Z/g, "");
  };
  expect(await shape(unknown)).toBe(await shape(nils.email));
});

test("a copied link proves no address: whoever copies it cannot make a confirmed account with it", async () => {
  const token = await invite("victim@acme.example");
  const answer = await post("/invitation-accounts", { token, name: "Eve", password: "eleven long ropes" });
  expect(answer.status).toBe(404);
  const { rows } = await database.pool.query("select 1 from auth.user where email = 'victim@acme.example'");
  expect(rows).toEqual([]);
  await nils.client.invitations.accept({ token: await invite(nils.email) });
  expect(await isVerified(nils.email)).toBe(false);
});

test("who comes by the mailed link makes an account whose address counts as confirmed, and joins", async () => {
  const email = "pia.holm@acme.example";
  const token = await inviteByMail(email);
  const account = { token, name: "Pia Holm", password: "eleven long ropes" };
  expect(await post("/invitation-accounts", account)).toMatchObject({ status: 201, body: { email } });
  expect(await isVerified(email)).toBe(true);
  const cookie = (await signIn(email, account.password)).headers.get("set-cookie")?.split(";")[0] ?? "";
  const joined = await post("/invitation-acceptances", { token }, { cookie });
  expect(joined).toMatchObject({ status: 201, body: { slug: acme.slug } });
});

test("where there is a proven account the mailed link changes nothing of it, and says the same", async () => {
  await database.pool.query("update auth.user set email_verified = true where email = $1", [nils.email]);
  const token = await inviteByMail(nils.email);
  const account = { token, name: "Not Nils", password: "eleven long ropes" };
  expect(await post("/invitation-accounts", account)).toMatchObject({
    status: 201,
    body: { email: nils.email },
  });
  expect((await nils.client.me.get()).name).toBe("Nils Berg");
  expect((await signIn(nils.email, account.password)).status).toBe(401);
  await nils.client.invitations.accept({ token });
});

test("who accepts by the mailed link has proved the address", async () => {
  const olaf = await fanal.signUp("Olaf Ek");
  await olaf.client.invitations.accept({ token: await inviteByMail(olaf.email) });
  expect(await isVerified(olaf.email)).toBe(true);
});

test("where mail is set up the link goes by mail, proves the address, and is not sent again at once", async () => {
  await using mailServer = await startTestMailServer();
  const mail = { smtpUrl: mailServer.url, from: "Fanal <fanal@lumen.example>" };
  await using lumen = await startTestFanal(inject("clusterUrl"), { mail });
  const { client } = await lumen.signUp("Mara Ilves");
  const organization = "lumen";
  await client.organizations.create({ name: "Lumen", slug: organization });
  const email = "pia.holm@lumen.example";
  const [made] = await client.invitations.create({ organization, emails: [email] });
  expect(made).toMatchObject({ email, isMailed: true });
  const { subject, links } = await mailServer.next(email);
  expect(subject).toBe("Join Lumen on Fanal");
  const [link = ""] = links;
  expect(link.startsWith(`${lumen.url}/invitations/`)).toBe(true);
  expect(link).not.toBe(made?.link);
  const proofs = [tokenOf(made?.link), tokenOf(link)].map(
    async (token) => (await client.invitations.preview({ token })).provesAddress,
  );
  expect(await Promise.all(proofs)).toEqual([false, true]);
  const haste = { code: "rate_limited", status: 429 };
  const again = client.invitations.resend({ organization, invitationId: made?.id ?? "" });
  await expect(again).rejects.toMatchObject(haste);
  await client.invitations.revoke({ organization, invitationId: made?.id ?? "" });
  await expect(client.invitations.create({ organization, emails: [email] })).rejects.toMatchObject(haste);
});

const ended = {
  code: "not_found",
  message:
    "This invitation was used or revoked, or a newer one was sent. Ask whoever invited you for another.",
};

async function invite(
  email: string,
  as: { role?: "owner" | "admin" | "responder" | "viewer"; teamIds?: string[] } = {},
): Promise<string> {
  const [made] = await mara.client.invitations.create({ organization: acme.slug, emails: [email], ...as });
  return tokenOf(made?.link);
}

/** As if the link had come by mail. */
async function inviteByMail(email: string): Promise<string> {
  await invite(email);
  const { mailed, hash } = makeInvitationToken();
  await database.pool.query(
    "update auth.invitation set token_hash = $1 where organization_id = $2 and email = $3 and status = 'pending'",
    [hash, acme.id, email],
  );
  return mailed;
}

function post(path: string, body: object, headers: Record<string, string> = {}) {
  return ask(fanal.url, { method: "POST", path: `/api/v1${path}`, body, headers });
}

function signIn(email: string, password: string) {
  const headers = { origin: fanal.url };
  return ask(fanal.url, {
    method: "POST",
    path: "/api/auth/sign-in/email",
    body: { email, password },
    headers,
  });
}

async function idOf({ client }: Person): Promise<string> {
  return (await client.me.get()).id;
}

async function isVerified(email: string): Promise<boolean | undefined> {
  const { rows } = await database.pool.query<{ verified: boolean }>(
    "select email_verified as verified from auth.user where email = $1",
    [email],
  );
  return rows[0]?.verified;
}
