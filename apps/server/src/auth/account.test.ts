import {
  codeOf,
  cookieOf,
  type Person,
  type ReceivedMail,
  startTestFanal,
  startTestMailServer,
  type TestFanal,
  type TestMailServer,
} from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { WebSocket } from "ws";
import { openAsSuperuser } from "../http/test-helpers.ts";

const from = "Fanal <fanal@lumen.example>";
const password = "correct-horse-battery";
const newPassword = "staple-lantern-harbour";

let mailServer: TestMailServer;
let fanal: TestFanal;
let everything: ReturnType<typeof openAsSuperuser>;
let number = 0;

beforeAll(async () => {
  mailServer = await startTestMailServer();
  fanal = await startTestFanal(inject("clusterUrl"), { mail: { smtpUrl: mailServer.url, from } });
  everything = openAsSuperuser(fanal.databaseUrl);
});
beforeEach(() => everything.pool.query("delete from rate_limits"));
afterAll(async () => {
  await everything[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
  await mailServer[Symbol.asyncDispose]();
});

function somebody(): string {
  return `somebody.${++number}@example.com`;
}

function post(path: string, body: object, cookie = ""): Promise<Response> {
  return fetch(`${fanal.url}/api/auth${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: fanal.url, cookie },
    body: JSON.stringify(body),
  });
}

async function statusOf(path: string, body: object, cookie = ""): Promise<number> {
  return (await post(path, body, cookie)).status;
}

const signIn = (email: string, secret = password) => post("/sign-in/email", { email, password: secret });

async function me(cookie: string): Promise<number> {
  return (await fetch(`${fanal.url}/api/v1/me`, { headers: { cookie } })).status;
}

/** Somebody's newest mail with this subject, once it is there. */
async function mailOf(to: string, subject: string): Promise<ReceivedMail> {
  const find = () =>
    mailServer.received.findLast((mail) => mail.recipients.includes(to) && mail.subject === subject);
  await expect.poll(find).toBeDefined();
  const mail = find();
  if (mail === undefined) throw new Error(`No mail "${subject}"`);
  return mail;
}

/** The token in the link of somebody's mail. */
async function tokenOf(to: string, subject: string): Promise<string> {
  const [link = ""] = (await mailOf(to, subject)).links;
  expect(new URL(link).origin).toBe(new URL(fanal.url).origin);
  return new URLSearchParams(new URL(link).hash.slice(1)).get("token") ?? "";
}

/** What an answer shows to whoever asks, but for what differs each time: `ratelimit` counts who asks, not whom about. */
async function shown(response: Response): Promise<object> {
  const headers = Object.fromEntries(response.headers);
  for (const name of ["date", "x-request-id", "ratelimit"]) delete headers[name];
  const text = await response.text();
  const same = text
    .replaceAll(/"[0-9a-f]{8}-[0-9a-f-]{27}"/g, '"id"')
    .replaceAll(/"\d{4}-\d\d-\d\dT[^"]+"/g, '"time"');
  return { status: response.status, headers, text: same };
}

describe("an address is confirmed before its account is of use", () => {
  test("by the link in the mail, with a click and not by whatever looks at links", async () => {
    const email = somebody();
    const signedUp = await post("/sign-up/email", { name: "Mara", email, password });
    expect([signedUp.status, cookieOf(signedUp)]).toEqual([200, ""]);
    const token = await tokenOf(email, "Confirm your e-mail address");
    expect((await signIn(email)).status).toBe(401);

    const looks = [
      `/api/auth/verify-email?token=${token}`,
      `/api/auth/sign-up/confirm?token=${token}`,
      "/confirm-sign-up",
    ];
    for (const path of looks) await fetch(`${fanal.url}${path}`, { redirect: "manual" });
    expect((await signIn(email)).status).toBe(401);

    const confirmed = await post("/sign-up/confirm", { token, password });
    expect([confirmed.status, await confirmed.json()]).toEqual([200, { email }]);
    const signedIn = await signIn(email);
    expect([signedIn.status, await me(cookieOf(signedIn))]).toEqual([200, 200]);
  });

  test.for(["", "x", "eyJhbGciOiJub25lIn0.eyJlbWFpbCI6ImFAYi5jIn0."])(
    "%j confirms nothing",
    async (token) => {
      expect(await statusOf("/verify-email", { token })).toBe(401);
      expect(await statusOf("/sign-up/confirm", { token, password })).toBe(401);
    },
  );

  test("the owner's click confirms nothing that somebody else made with their address", async () => {
    const email = somebody();
    await post("/sign-up/email", { name: "Sly", email, password });
    const token = await tokenOf(email, "Confirm your e-mail address");
    expect(await statusOf("/verify-email", { token })).toBe(401);
    expect(await statusOf("/sign-up/confirm", { token, password: newPassword })).toBe(401);
    expect((await signIn(email)).status).toBe(401);

    await post("/request-password-reset", { email });
    const reset = await tokenOf(email, "Set a new password");
    expect(await statusOf("/reset-password", { token: reset, newPassword })).toBe(200);
    expect((await signIn(email, newPassword)).status).toBe(200);
    expect((await signIn(email)).status).toBe(401);
    expect(await statusOf("/sign-up/confirm", { token, password })).toBe(401);
  });

  test("the link of an account that was deleted confirms none that took its address since", async () => {
    const email = somebody();
    await post("/sign-up/email", { name: "Sly", email, password });
    const token = await tokenOf(email, "Confirm your e-mail address");
    await everything.pool.query('delete from auth."user" where email = $1', [email]);
    await post("/sign-up/email", { name: "Mara", email, password });
    await expect
      .poll(
        async () =>
          (await everything.pool.query('select from auth."user" where email = $1', [email])).rowCount,
      )
      .toBe(1);
    expect(await statusOf("/sign-up/confirm", { token, password })).toBe(401);
  });
});

describe("nobody learns whether an address has an account", () => {
  const unknown = () => ({ email: `nobody.${++number}@example.com` });

  test.for(["/sign-up/email", "/request-password-reset", "/sign-in/magic-link"])(
    "%s answers the same",
    async (path) => {
      const mara = await fanal.signUp("Mara Ilves");
      // Of the same length, as the answer of a sign-up repeats what was typed.
      const other = { email: mara.email.replace(/\w{4}@/, "0000@") };
      const rest = path === "/sign-up/email" ? { name: "Sly", password: newPassword } : {};
      const taken = await shown(await post(path, { ...rest, email: mara.email }));
      const free = await shown(await post(path, { ...rest, ...other }));
      const same = (answer: object, email: string) => JSON.stringify(answer).replaceAll(email, "e-mail");
      expect(same(taken, mara.email)).toBe(same(free, other.email));
      expect(taken).toMatchObject({ status: 200 });
    },
  );

  test.for(["/sign-up/email", "/request-password-reset", "/sign-in/magic-link", "/change-email"])(
    "nobody waits at %s for what is done for an account",
    async (path) => {
      const [mara, asking] = [await fanal.signUp("Mara Ilves"), await fanal.signUp("Nils Roos")];
      const ask = (email: string) => {
        const body = path === "/change-email" ? { newEmail: email } : { email };
        const rest = path === "/sign-up/email" ? { name: "Sly", password: newPassword } : {};
        return statusOf(path, { ...body, ...rest }, asking.cookie);
      };
      const holder = await everything.pool.connect();
      await holder.query("begin; lock table auth.account, auth.verification, mails in exclusive mode");
      try {
        expect([await ask(mara.email), await ask(unknown().email)]).toEqual([200, 200]);
      } finally {
        await holder.query("rollback");
        holder.release();
      }
    },
  );

  test("nor by signing in with the password that one signed up with", async () => {
    const mara = await fanal.signUp("Mara Ilves");
    const { email } = unknown();
    for (const address of [mara.email, email]) {
      await post("/sign-up/email", { name: "Sly", email: address, password: newPassword });
    }
    expect(await shown(await signIn(email, newPassword))).toEqual(
      await shown(await signIn(mara.email, newPassword)),
    );
  });

  test("its owner is told by mail, and keeps what is theirs", async () => {
    const mara = await fanal.signUp("Mara Ilves");
    await post("/sign-up/email", { name: "Sly", email: mara.email.toUpperCase(), password: newPassword });
    await mailOf(mara.email, "You already have an account");
    expect((await signIn(mara.email, newPassword)).status).toBe(401);
    expect((await signIn(mara.email, mara.password)).status).toBe(200);
  });
});

describe("a forgotten password", () => {
  test("is set anew once, which ends every session and is told to the owner", async () => {
    const mara = await fanal.signUp("Mara Ilves");
    expect(await statusOf("/request-password-reset", { email: mara.email })).toBe(200);
    const token = await tokenOf(mara.email, "Set a new password");
    const { rows } = await everything.pool.query("select identifier from auth.verification");
    expect(JSON.stringify(rows)).not.toContain(token);

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => statusOf("/reset-password", { token, newPassword })),
    );
    expect(answers.toSorted()).toEqual([200, 400, 400, 400, 400]);
    expect(await me(mara.cookie)).toBe(401);
    expect((await signIn(mara.email, mara.password)).status).toBe(401);
    expect((await signIn(mara.email, newPassword)).status).toBe(200);
    await mailOf(mara.email, "Your password was changed");
  });

  test("has an hour", async () => {
    const mara = await fanal.signUp("Mara Ilves");
    await post("/request-password-reset", { email: mara.email });
    const token = await tokenOf(mara.email, "Set a new password");
    await everything.pool.query(
      "update auth.verification set expires_at = expires_at - interval '61 minutes' where value = $1",
      [(await mara.client.me.get()).id],
    );
    expect(await statusOf("/reset-password", { token, newPassword })).toBe(400);
    expect(await me(mara.cookie)).toBe(200);
  });

  test("links lead to our own address, whatever host a request names", async () => {
    const mara = await fanal.signUp("Mara Ilves");
    const { port } = new URL(fanal.url);
    await fetch(`http://127.0.0.1:${port}/api/auth/request-password-reset`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        origin: fanal.url,
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "https",
      },
      body: JSON.stringify({ email: mara.email, redirectTo: "/evil" }),
    });
    const mail = await mailOf(mara.email, "Set a new password");
    for (const link of mail.links) expect(link).toMatch(new RegExp(`^${fanal.url}/`));
  });
});

describe("mails speak a person's language", () => {
  const ask = (email: string, language: string) =>
    fetch(`${fanal.url}/api/auth/sign-in/magic-link`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: fanal.url, "accept-language": language },
      body: JSON.stringify({ email }),
    });

  test("that of the browser which asks, until they choose one", async () => {
    const mara = await fanal.signUp("Mara Ilves");
    await ask(mara.email, "pt-BR,pt;q=0.9,en;q=0.8");
    expect((await mailOf(mara.email, "Seu link para entrar")).html).toContain('lang="pt-BR"');
    await ask(mara.email, "et");
    await mailOf(mara.email, "Your link to sign in");

    expect((await mara.client.me.update({ language: "de" })).language).toBe("de");
    await ask(mara.email, "fr");
    await mailOf(mara.email, "Ihr Link zum Anmelden");
    expect((await mara.client.me.update({ language: null })).language).toBeNull();
    await ask(mara.email, "fr");
    await mailOf(mara.email, "Votre lien de connexion");
  });

  test("times are told on their clock", async () => {
    const mara = await fanal.signUp("Mara Ilves");
    await mara.client.me.update({ timeZone: "Asia/Tokyo", language: "ja" });
    const change = { currentPassword: mara.password, newPassword };
    expect(await statusOf("/change-password", change, mara.cookie)).toBe(200);
    expect((await mailOf(mara.email, "パスワードが変更されました")).text).toMatch(/\d JST/);
  });

  test("an invitation that of whoever is invited, or else of whoever invites", async () => {
    const [mara, nils] = [await fanal.signUp("Mara Ilves"), await fanal.signUp("Nils Berg")];
    await mara.client.me.update({ language: "it" });
    await nils.client.me.update({ language: "pl" });
    const { slug: organization } = await mara.client.organizations.create({ name: "Lumen" });
    const stranger = somebody();
    const emails = [nils.email, stranger];
    await mara.client.invitations.create({ organization, emails, role: "viewer", teamIds: [] });
    await mailOf(nils.email, "Dołącz do Lumen w Fanal");
    await mailOf(stranger, "Unisciti a Lumen su Fanal");
  });
});

describe("a link to sign in", () => {
  test("works once, by a click", async () => {
    const mara = await fanal.signUp("Mara Ilves");
    await post("/sign-in/magic-link", { email: mara.email });
    const token = await tokenOf(mara.email, "Your link to sign in");
    const looked = await fetch(`${fanal.url}/api/auth/magic-link/verify?token=${token}`);
    expect([looked.status, cookieOf(looked)]).toEqual([404, ""]);
    const answers = await Promise.all(Array.from({ length: 5 }, () => post("/magic-link/verify", { token })));
    const cookies = answers.map(cookieOf).filter((cookie) => cookie.includes("session_token="));
    expect(cookies).toHaveLength(1);
    expect(await me(cookies[0] ?? "")).toBe(200);
  });
});

describe("whoever made an account with a stranger's address is out once its owner comes", () => {
  /** A session, as it was given before mail was set up, and an address of their own that is to become the account's. */
  async function squat(email: string): Promise<{ cookie: string; change: string }> {
    await post("/sign-up/email", { name: "Sly", email, password });
    const confirm = (is: boolean) =>
      everything.pool.query(`update auth."user" set email_verified = $2 where email = $1`, [email, is]);
    // The account is made a moment after the sign-up is answered.
    await expect.poll(async () => (await confirm(true)).rowCount).toBe(1);
    const cookie = cookieOf(await signIn(email));
    await confirm(false);
    expect(await me(cookie)).toBe(200);
    const newEmail = somebody();
    expect(await statusOf("/change-email", { newEmail }, cookie)).toBe(200);
    return { cookie, change: await tokenOf(newEmail, "Confirm your new e-mail address") };
  }

  const comings: Record<string, (email: string) => Promise<string>> = {
    "by a link": async (email) => {
      await post("/sign-in/magic-link", { email });
      const token = await tokenOf(email, "Your link to sign in");
      return cookieOf(await post("/magic-link/verify", { token }));
    },
    "by a new password": async (email) => {
      await post("/request-password-reset", { email });
      const token = await tokenOf(email, "Set a new password");
      expect(await statusOf("/reset-password", { token, newPassword })).toBe(200);
      return cookieOf(await signIn(email, newPassword));
    },
    "by an invitation": async (email) => {
      const mara = await fanal.signUp("Mara Ilves");
      const { slug: organization } = await mara.client.organizations.create({ name: "Lumen Energy" });
      await mara.client.invitations.create({ organization, emails: [email], role: "viewer", teamIds: [] });
      const [link = ""] = (await mailOf(email, "Join Lumen Energy on Fanal")).links;
      const token = link.split("/").at(-1) ?? "";
      await mara.client.invitations.signUp({ token, name: "Nils", password: newPassword });
      return cookieOf(await signIn(email, newPassword));
    },
  };

  test.for(Object.keys(comings))("%s", async (how) => {
    const email = somebody();
    const sly = await squat(email);
    const owner = (await comings[how]?.(email)) ?? "";
    expect(await me(owner)).toBe(200);
    expect(await me(sly.cookie)).toBe(401);
    expect((await signIn(email)).status).toBe(401);
    expect(await statusOf("/verify-email", { token: sly.change })).toBe(401);
    const { rows } = await everything.pool.query(`select from auth."user" where email = $1`, [email]);
    expect(rows).toHaveLength(1);
  });
});

test("an address is changed once both have agreed", async () => {
  const mara = await fanal.signUp("Mara Ilves");
  const newEmail = somebody();
  expect(await statusOf("/change-email", { newEmail }, mara.cookie)).toBe(200);
  const agreed = await tokenOf(mara.email, "Change your e-mail address?");
  expect((await mara.client.me.get()).email).toBe(mara.email);
  expect(await statusOf("/verify-email", { token: agreed })).toBe(200);
  expect((await mara.client.me.get()).email).toBe(mara.email);
  const confirmed = await tokenOf(newEmail, "Confirm your new e-mail address");
  expect(await statusOf("/verify-email", { token: confirmed })).toBe(200);
  expect((await mara.client.me.get()).email).toBe(newEmail);
  expect(await statusOf("/verify-email", { token: agreed })).toBeGreaterThanOrEqual(400);
});

test("of several changes of address the newest one counts, and none after a new password", async () => {
  const mara = await fanal.signUp("Mara Ilves");
  const ask = async (newEmail: string) => {
    await post("/change-email", { newEmail }, mara.cookie);
    await expect
      .poll(async () => (await mailOf(mara.email, "Change your e-mail address?")).text)
      .toContain(newEmail);
    return tokenOf(mara.email, "Change your e-mail address?");
  };
  const first = await ask(somebody());
  const second = await ask(somebody());
  expect(await statusOf("/verify-email", { token: first })).toBe(401);
  const change = { currentPassword: mara.password, newPassword };
  expect(await statusOf("/change-password", change, mara.cookie)).toBe(200);
  expect(await statusOf("/verify-email", { token: second })).toBe(401);
});

describe("a second factor", () => {
  let mara: Person;
  let uri: string;
  let recoveryCodes: string[];

  beforeEach(async () => {
    mara = await fanal.signUp("Mara Ilves");
    const enabled = await post("/two-factor/enable", { password: mara.password }, mara.cookie);
    const body: unknown = await enabled.json();
    if (typeof body !== "object" || body === null || !("totpURI" in body) || !("backupCodes" in body))
      throw new Error("No second factor");
    uri = String(body.totpURI);
    recoveryCodes = Array.isArray(body.backupCodes) ? body.backupCodes.map(String) : [];
    const verified = await post("/two-factor/verify-totp", { code: codeOf(uri) }, mara.cookie);
    expect(verified.status).toBe(200);
    mara = { ...mara, cookie: cookieOf(verified) };
  });

  /** What stands between password and code. */
  async function half(): Promise<string> {
    const answered = await signIn(mara.email, mara.password);
    expect(await answered.clone().json()).toMatchObject({ twoFactorRedirect: true });
    return cookieOf(answered);
  }

  /** One that was not used to turn it on. */
  const nextCode = () => codeOf(uri, { ahead: 1 });

  test("is told to the owner when it is turned on", async () => {
    await mailOf(mara.email, "Your second factor was turned on");
    expect(await me(mara.cookie)).toBe(200);
  });

  test("is asked for after the password; until then nothing answers and no socket opens", async () => {
    const cookie = await half();
    expect(await me(cookie)).toBe(401);
    const socket = new WebSocket(`${fanal.url.replace("http", "ws")}/live/organizations/lumen`, {
      headers: { cookie, origin: fanal.url },
    });
    const refused = await new Promise<number | undefined>((resolve) => {
      socket.on("unexpected-response", (_request, response) => resolve(response.statusCode));
      socket.on("open", () => resolve(101));
      socket.on("error", () => {});
    });
    socket.terminate();
    expect(refused).toBeGreaterThanOrEqual(400);
    expect(await statusOf("/change-password", { currentPassword: password, newPassword }, cookie)).toBe(401);

    const wrong = await post("/two-factor/verify-totp", { code: "000000" }, cookie);
    expect([wrong.status, await me(cookieOf(wrong))]).toEqual([401, 401]);
    const done = await post("/two-factor/verify-totp", { code: nextCode() }, cookie);
    expect([done.status, await me(cookieOf(done))]).toEqual([200, 200]);
  });

  test("is asked for after a link from a mail, too", async () => {
    await post("/sign-in/magic-link", { email: mara.email });
    const token = await tokenOf(mara.email, "Your link to sign in");
    const linked = await post("/magic-link/verify", { token });
    expect(await linked.clone().json()).toMatchObject({ twoFactorRedirect: true });
    expect(await me(cookieOf(linked))).toBe(401);
    const done = await post("/two-factor/verify-totp", { code: nextCode() }, cookieOf(linked));
    expect([done.status, await me(cookieOf(done))]).toEqual([200, 200]);
  });

  test("can be replaced by each recovery code once", async () => {
    const [code = ""] = recoveryCodes;
    expect(recoveryCodes.length).toBeGreaterThanOrEqual(8);
    expect(await statusOf("/two-factor/verify-backup-code", { code }, await half())).toBe(200);
    expect(await statusOf("/two-factor/verify-backup-code", { code }, await half())).toBe(401);
  });

  test("cannot be guessed: five codes are looked at, then one starts over", async () => {
    const cookie = await half();
    const answers: number[] = [];
    for (let count = 0; count < 7; count++)
      answers.push(await statusOf("/two-factor/verify-totp", { code: `00000${count}` }, cookie));
    expect(answers.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
    expect(await statusOf("/two-factor/verify-totp", { code: nextCode() }, cookie)).toBe(401);
  });

  test("takes each code once, also where several come at once", async () => {
    expect(await statusOf("/two-factor/verify-totp", { code: codeOf(uri) }, await half())).toBe(401);
    const code = nextCode();
    const halves: string[] = [];
    for (let count = 0; count < 5; count++) halves.push(await half());
    const answers = await Promise.all(
      halves.map((cookie) => statusOf("/two-factor/verify-totp", { code }, cookie)),
    );
    expect(answers.toSorted()).toEqual([200, 401, 401, 401, 401]);
  });

  test("that was guessed at too often says how long it is locked, whichever kind of code comes", async () => {
    const cookie = await half();
    await everything.pool.query(
      `update auth.two_factor set locked_until = now() + interval '5 minutes'
       where user_id = (select id from auth."user" where email = $1)`,
      [mara.email],
    );
    for (const path of ["/two-factor/verify-totp", "/two-factor/verify-backup-code"]) {
      const refused = await post(path, { code: nextCode() }, cookie);
      expect(refused.status).toBe(429);
      const seconds = Number(refused.headers.get("retry-after"));
      expect(seconds).toBeGreaterThan(240);
      expect(seconds).toBeLessThanOrEqual(300);
    }
  });

  test("has new recovery codes for the password only, and the old ones end", async () => {
    const path = "/two-factor/generate-backup-codes";
    expect(await statusOf(path, { password: "wrong-horse" }, mara.cookie)).toBe(400);
    expect(await statusOf(path, {}, mara.cookie)).toBe(400);
    const renewed: unknown = await (await post(path, { password: mara.password }, mara.cookie)).json();
    const [old = ""] = recoveryCodes;
    expect(await statusOf("/two-factor/verify-backup-code", { code: old }, await half())).toBe(401);
    expect(renewed).toMatchObject({ backupCodes: expect.any(Array) });
    const codes =
      typeof renewed === "object" && renewed !== null && "backupCodes" in renewed ? renewed.backupCodes : [];
    const [code = ""] = Array.isArray(codes) ? codes.map(String) : [];
    expect(await statusOf("/two-factor/verify-backup-code", { code }, await half())).toBe(200);
  });

  test("is turned off with the password only", async () => {
    expect(await statusOf("/two-factor/disable", { password: "wrong-horse" }, mara.cookie)).toBe(400);
    expect(await statusOf("/two-factor/disable", { password: mara.password }, mara.cookie)).toBe(200);
    expect(await me(cookieOf(await signIn(mara.email, mara.password)))).toBe(200);
  });
});

test("a password that is changed ends the other sessions, and the old cookie of this one", async () => {
  const mara = await fanal.signUp("Mara Ilves");
  const other = cookieOf(await signIn(mara.email, mara.password));
  const change = { currentPassword: mara.password, newPassword, revokeOtherSessions: false };
  const changed = await post("/change-password", change, mara.cookie);
  expect(changed.status).toBe(200);
  expect([await me(other), await me(mara.cookie), await me(cookieOf(changed))]).toEqual([401, 401, 200]);
});

test.for(["password123", "1234567890", "qwertyuiop", "aaaaaaaaaaaa", "Football2024!", "monkeymonkey"])(
  "%s is too common to be a password",
  async (common) => {
    const answered = await post("/sign-up/email", { name: "Nils", email: somebody(), password: common });
    expect(answered.status).toBe(400);
    expect(await answered.json()).toMatchObject({ code: "common_password" });
  },
);

describe("limits", () => {
  test("of mails to one address, for those who have an account and those who have none", async () => {
    const mara = await fanal.signUp("Mara Ilves");
    for (const email of [mara.email, "nobody.limited@example.com"]) {
      const answers: Response[] = [];
      for (let count = 0; count < 6; count++) answers.push(await post("/request-password-reset", { email }));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
      expect(Number(answers[5]?.headers.get("retry-after"))).toBeGreaterThan(60);
    }
  });

  test("of a session that guesses its password", async () => {
    const mara = await fanal.signUp("Mara Ilves");
    const answers: number[] = [];
    for (let count = 0; count < 11; count++) {
      const body = { currentPassword: `wrong-horse-${count}`, newPassword };
      // What stands beside the session's cookie makes it no other session.
      const beside = `junk=${count}; a.session_token=x${count}; ${mara.cookie}; fanal.session_token=y${count}.z`;
      answers.push(await statusOf("/change-password", body, beside));
    }
    expect(answers).toEqual([...Array(10).fill(400), 429]);
  });
});
