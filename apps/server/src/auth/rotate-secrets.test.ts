import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Database } from "@fanal/database";
import { ssoProvider, twoFactor, user } from "@fanal/database/auth-schema";
import { newId, noticeTargets, statusPages, subscribers, vapidKeys } from "@fanal/database/schema";
import { everything as allChoices } from "@fanal/domain";
import {
  codeOf,
  cookieOf,
  type Person,
  setUpSecondFactor,
  startTestFanal,
  type TestFanal,
  testConfig,
} from "@fanal/testing";
import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";
import type { Secrets } from "../secret.ts";
import { createSecretBox } from "../secret-box.ts";
import { type Fanal, startFanal } from "../server.ts";
import { rotateSecrets } from "./rotate-secrets.ts";
import { asBetterAuthSecrets, signAnew } from "./signing-secrets.ts";

const first = "the first secret of an installation";
const second = "the second secret of an installation";
const program = path.join(import.meta.dirname, "rotate-program.ts");
const endpoint = "https://hooks.lumen.example/secret";
const providerConfig = JSON.stringify({ clientSecret: "lantern-harbour" });

let fanal: TestFanal;
let everything: Database & AsyncDisposable;
let mara: Person & { totpUri: string };
let nils: Person & { totpUri: string };

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"), { secret: first });
  everything = openAsSuperuser(fanal.databaseUrl);
  const founder = await fanal.signUp("Mara Ilves");
  const { id } = await founder.client.organizations.create({ name: "Lumen" });
  mara = await withSecondFactor(founder);
  nils = await withSecondFactor(await fanal.signUp("Nils Berg"));
  await encryptAsBefore(nils, first);
  await everything.db.insert(ssoProvider).values(sealedProvider(id, { present: first, earlier: [] }));
  await everything.db.insert(subscribers).values(await sealedWebhook(id, { present: first, earlier: [] }));
  await everything.db.insert(noticeTargets).values(sealedTarget(id, { present: first, earlier: [] }));
});
afterAll(async () => {
  await everything[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

describe("with another secret", () => {
  test("sessions and second factors go on while the earlier one is given, and end without", async () => {
    await using rotated = await startWith({ present: second, earlier: [first] });
    expect(await statusOfMe(rotated, mara.cookie)).toBe(200);
    for (const person of [mara, nils]) expect(await signInTwice(rotated, person), person.name).toBe(200);

    await using forgetful = await startWith({ present: second, earlier: [] });
    expect(await statusOfMe(forgetful, mara.cookie)).toBe(401);
    expect(await signInTwice(forgetful, mara)).not.toBe(200);
  });

  test("no signature of anybody else becomes one of ours", () => {
    const secrets: Secrets = { present: second, earlier: [first] };
    const cookie = (by: string) => `theme=dark; fanal.session_token=${encodeURIComponent(signedBy(by))}; x`;
    const anew = (by: string) => signAnew(new Headers({ cookie: cookie(by) }), secrets).get("cookie");
    expect(anew(first)?.replaceAll(/; */g, "; ")).toBe(cookie(second));
    for (const by of [second, "somebody else's secret"]) expect(anew(by)).toBe(cookie(by));
  });
});

describe("npm run secrets:rotate", () => {
  test("leaves what no secret opens as it is, and says which", async () => {
    const before = await stored();
    const found = await rotateSecrets(everything, { present: second, earlier: [] });
    expect(found.map(({ kind, sealedAnew, lost }) => [kind, sealedAnew, lost.length])).toEqual([
      ["second factor", 0, 2],
      ["identity provider", 0, 1],
      ["subscriber", 0, 1],
      ["push key", 0, 1],
      ["notice target", 0, 1],
      ["import", 0, 0],
    ]);
    expect(await stored()).toEqual(before);
    const failed = await run({ FANAL_SECRET: second }).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 1, stdout: expect.stringMatching(/2 open with no secret: /) });
  });

  test("seals all with the present secret; then the earlier one can go", async () => {
    const settings = { FANAL_SECRET: second, FANAL_SECRET_PREVIOUS: first };
    const { stdout } = await run(settings);
    expect(stdout).toContain("second factor: 2 sealed anew, 0 had the present secret already\n");
    expect(stdout).toContain("identity provider: 1 sealed anew, 0 had the present secret already\n");
    expect(stdout).toContain("subscriber: 1 sealed anew, 0 had the present secret already\n");
    expect(stdout).toContain("push key: 1 sealed anew, 0 had the present secret already\n");
    expect(stdout).toContain("notice target: 1 sealed anew, 0 had the present secret already\n");
    expect((await run(settings)).stdout).toContain("second factor: 0 sealed anew, 2 had");

    await using later = await startWith({ present: second, earlier: [] });
    for (const person of [mara, nils]) expect(await signInTwice(later, person), person.name).toBe(200);
    const [provider] = await everything.db.select().from(ssoProvider);
    expect(provider?.oidcConfig).not.toContain("lantern-harbour");
    const place = { column: "sso_provider.oidc_config", rowId: provider?.id ?? "" } as const;
    const box = createSecretBox({ present: second, earlier: [] });
    expect(box.open(provider?.oidcConfig ?? "", place)).toBe(providerConfig);
    const [key] = await everything.db.select().from(vapidKeys);
    const keyPlace = { column: "vapid_keys.private_key", rowId: key?.publicKey ?? "" } as const;
    expect(box.open(key?.privateKey ?? "", keyPlace)).toMatch(/^[\w-]{43}$/);
    const [webhook] = await everything.db.select().from(subscribers);
    const rowId = webhook?.id ?? "";
    expect(box.open(webhook?.endpoint ?? "", { column: "subscriber.endpoint", rowId })).toBe(endpoint);
    expect(box.open(webhook?.secret ?? "", { column: "subscriber.secret", rowId })).toBe("whsec_new");
    expect(box.open(webhook?.previousSecret ?? "", { column: "subscriber.previous_secret", rowId })).toBe(
      "whsec_old",
    );
    const [target] = await everything.db.select().from(noticeTargets);
    const targetId = target?.id ?? "";
    expect(box.open(target?.endpoint ?? "", { column: "notice_target.endpoint", rowId: targetId })).toBe(
      endpoint,
    );
    expect(box.open(target?.secret ?? "", { column: "notice_target.secret", rowId: targetId })).toBe(
      "whsec_team",
    );
    const former = { column: "notice_target.previous_secret", rowId: targetId } as const;
    expect(box.open(target?.previousSecret ?? "", former)).toBe("whsec_former");
  });
});

/** A webhook as its row is kept, with both of its secrets. */
async function sealedWebhook(
  organizationId: string,
  secrets: Secrets,
): Promise<typeof subscribers.$inferInsert> {
  const [page] = await everything.db.select({ id: statusPages.id }).from(statusPages);
  const box = createSecretBox(secrets);
  const id = newId();
  const now = new Date();
  return {
    organizationId,
    id,
    pageId: page?.id ?? "",
    channel: "webhook",
    address: "hooks.lumen.example/…cret",
    addressKey: "key",
    endpoint: box.seal(endpoint, { column: "subscriber.endpoint", rowId: id }),
    secret: box.seal("whsec_new", { column: "subscriber.secret", rowId: id }),
    previousSecret: box.seal("whsec_old", { column: "subscriber.previous_secret", rowId: id }),
    state: "active",
    choices: allChoices,
    language: "en",
    addedBy: "visitor",
    createdAt: now,
    updatedAt: now,
  };
}

/** Where a team is told, as its row is kept. */
function sealedTarget(organizationId: string, secrets: Secrets): typeof noticeTargets.$inferInsert {
  const box = createSecretBox(secrets);
  const id = newId();
  const now = new Date();
  return {
    organizationId,
    id,
    channel: "webhook",
    address: "hooks.lumen.example/…cret",
    addressKey: "key",
    endpoint: box.seal(endpoint, { column: "notice_target.endpoint", rowId: id }),
    secret: box.seal("whsec_team", { column: "notice_target.secret", rowId: id }),
    previousSecret: box.seal("whsec_former", { column: "notice_target.previous_secret", rowId: id }),
    previousSecretEndsAt: now,
    kinds: ["incident_opened"],
    language: "en",
    createdAt: now,
    updatedAt: now,
  };
}

async function startWith({ present, earlier }: Secrets): Promise<Fanal> {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), "fanal-rotated-"));
  const config = testConfig(fanal.databaseUrl, dataDirectory);
  const started = await startFanal({ ...config, secret: present, earlierSecrets: [...earlier] });
  const end = started[Symbol.asyncDispose];
  return {
    ...started,
    [Symbol.asyncDispose]: async () => {
      await end();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

function run(settings: Record<string, string>): Promise<{ stdout: string }> {
  const env = { PATH: process.env.PATH, DATABASE_URL: fanal.databaseUrl, ...settings };
  return promisify(execFile)(process.execPath, [program], { env });
}

function post(url: string, to: string, body: object, cookie = ""): Promise<Response> {
  return fetch(`${url}/api/auth${to}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url, cookie },
    body: JSON.stringify(body),
  });
}

async function withSecondFactor(person: Person): Promise<Person & { totpUri: string }> {
  return { ...person, ...(await setUpSecondFactor(fanal.url, person)) };
}

async function idOf({ email }: Person): Promise<string> {
  const [row] = await everything.db.select({ id: user.id }).from(user).where(eq(user.email, email));
  return row?.id ?? "";
}

/** As it was stored before secrets had numbers. */
async function encryptAsBefore(person: Person, secret: string): Promise<void> {
  const { secrets } = asBetterAuthSecrets({ present: secret, earlier: [] });
  const [{ version }] = secrets;
  const key = { keys: new Map([[version, secret]]), currentVersion: version };
  const anew = async (data: string) =>
    symmetricEncrypt({ key: secret, data: await symmetricDecrypt({ key, data }) });
  const theirs = eq(twoFactor.userId, await idOf(person));
  const [row] = await everything.db.select().from(twoFactor).where(theirs);
  if (row === undefined) throw new Error(`${person.name} has no second factor`);
  const before = { secret: await anew(row.secret), backupCodes: await anew(row.backupCodes) };
  await everything.db.update(twoFactor).set(before).where(theirs);
}

function sealedProvider(organizationId: string, secrets: Secrets): typeof ssoProvider.$inferInsert {
  const id = newId();
  const place = { column: "sso_provider.oidc_config", rowId: id } as const;
  return {
    id,
    issuer: "https://id.lumen.example",
    oidcConfig: createSecretBox(secrets).seal(providerConfig, place),
    organizationId,
    name: "Lumen",
    createdAt: new Date(),
  };
}

async function signInTwice({ url }: { url: string }, person: Person & { totpUri: string }): Promise<number> {
  // Each code counts once.
  await everything.pool.query("delete from rate_limits");
  const half = await post(url, "/sign-in/email", { email: person.email, password: person.password });
  const whole = await post(url, "/two-factor/verify-totp", { code: codeOf(person.totpUri) }, cookieOf(half));
  return whole.ok ? statusOfMe({ url }, cookieOf(whole)) : whole.status;
}

async function statusOfMe({ url }: { url: string }, cookie: string): Promise<number> {
  return (await fetch(`${url}/api/v1/me`, { headers: { cookie } })).status;
}

const stored = async () => [
  await everything.db.select().from(twoFactor),
  await everything.db.select().from(ssoProvider),
];

function signedBy(secret: string): string {
  return `token.${createHmac("sha256", secret).update("token").digest("base64")}`;
}
