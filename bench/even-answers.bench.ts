import { parseArgs } from "node:util";
import { createClient } from "@fanal/contract/client";
import {
  createTestDatabase,
  type Person,
  signUp,
  startServerProcess,
  startTestCluster,
  startTestMailServer,
} from "@fanal/testing";
import pg from "pg";
import { median } from "./lib/numbers.ts";
import { progress, reached, report } from "./lib/table.ts";

// Half of all requests name an address that has an account or a subscription, half one that has none: does the time tell which?
const { values: options } = parseArgs({
  options: {
    samples: { type: "string", default: "500" },
    /** So many ask at once. */
    askers: { type: "string", default: "8" },
    only: { type: "string" },
  },
});
const samples = Number(options.samples);
const goalMs = 10;
const password = "staple-lantern-harbour";

await using mailServer = await startTestMailServer();
await using cluster = await startTestCluster();
await using database = await createTestDatabase(cluster.url);
await using server = await startServerProcess({
  PORT: "0",
  DATABASE_URL: database.url,
  FANAL_SECRET: "a secret for benchmarks, 32 characters",
  SMTP_URL: mailServer.url,
  MAIL_FROM: "Fanal <fanal@lumen.example>",
});
const url = `http://127.0.0.1:${new URL(server.url).port}`;
const pool = new pg.Pool({ connectionString: database.url });
// Its connections may be cut while they say goodbye.
pool.on("error", () => {});

const confirm = async (email: string) => {
  const query = 'update auth."user" set email_verified = true where email = $1';
  while ((await pool.query(query, [email])).rowCount === 0);
};
const mara = await signUp(url, "Mara Ilves", { confirm });
const organization = (await mara.client.organizations.create({ name: "Lumen" })).slug;
const known = Array.from({ length: samples }, (_, index) => `known.${index}@example.com`);
await makeAccountsLike(mara, known);
const formMade = await subscribeAll(known);

interface Question {
  ask: (email: string) => Promise<unknown>;
  /** Asked one after the other: what is asked changes what all others find. */
  isAlone?: true;
}

const questions: Record<string, Question> = {
  "sign-in": { ask: (email) => post("/sign-in/email", { email, password }) },
  "sign-up": { ask: (email) => post("/sign-up/email", { email, password, name: "Sly" }) },
  reset: { ask: (email) => post("/request-password-reset", { email }) },
  "magic link": { ask: (email) => post("/sign-in/magic-link", { email }) },
  "change of address": { ask: (newEmail) => post("/change-email", { newEmail }) },
  "sign-in by others": { ask: (email) => post("/sso/offers", { email }) },
  subscribing: { ask: subscribe },
  invitation: {
    ask: (email) =>
      createClient({ url, headers: () => ({ cookie: mara.cookie }) }).invitations.create({
        organization,
        emails: [email],
        role: "viewer",
        teamIds: [],
      }),
    isAlone: true,
  },
};

const rows = [];
for (const [name, question] of Object.entries(questions)) {
  if (options.only !== undefined && options.only !== name) continue;
  progress(`even-answers: ${name}`);
  const times = await measure(name, question);
  const [taken, free] = [median(times.known), median(times.unknown)];
  progress(`even-answers: ${name}: ${taken.toFixed(1)} ms and ${free.toFixed(1)} ms`);
  rows.push({
    measure: `${name}: median, address with an account / without`,
    fanal: `${taken.toFixed(1)} ms`,
    bare: `${free.toFixed(1)} ms`,
    goal: `± ${goalMs} ms`,
    reached: reached(Math.abs(taken - free) <= goalMs),
  });
}
await pool.end();
await report("even-answers", rows);

/** How long answers took, which alternate between both kinds for each of those that ask. */
async function measure(name: string, { ask, isAlone }: Question) {
  const times = { known: [] as number[], unknown: [] as number[] };
  let next = 0;
  const askOnes = async () => {
    for (let index = next++; index < samples; index = next++) {
      const addresses = {
        known: known[index] ?? "",
        unknown: `free.${name.replaceAll(" ", "-")}.${index}@example.com`,
      };
      const order = index % 2 === 0 ? (["known", "unknown"] as const) : (["unknown", "known"] as const);
      for (const which of order) {
        await pool.query("delete from rate_limits");
        if (isAlone) await pool.query("delete from auth.invitation");
        const begun = performance.now();
        await ask(addresses[which]);
        times[which].push(performance.now() - begun);
      }
    }
  };
  await Promise.all(Array.from({ length: isAlone ? 1 : Number(options.askers) }, askOnes));
  return times;
}

async function post(path: string, body: object): Promise<void> {
  const response = await fetch(`${url}/api/auth${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: new URL(server.url).origin, cookie: mara.cookie },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
  if (response.status !== 200 && response.status !== 401) throw new Error(`${path}: ${response.status}`);
}

/** Confirmed accounts with a password, as many as there are addresses: a copy of one that signed up. */
async function makeAccountsLike({ email }: Person, emails: readonly string[]): Promise<void> {
  const { rows } = await pool.query('select id from auth."user" where email = $1', [email]);
  await pool.query(
    `with model as (select * from auth."user" where id = $1),
     made as (
       insert into auth."user" (id, name, email, email_verified, created_at, updated_at)
       select gen_random_uuid(), model.name, mail, true, now(), now() from model, unnest($2::text[]) as mail
       returning id
     )
     insert into auth.account (id, account_id, provider_id, user_id, password, created_at, updated_at)
     select gen_random_uuid(), made.id, 'credential', made.id, account.password, now(), now()
     from made, auth.account where account.user_id = $1 and account.provider_id = 'credential'`,
    [rows[0].id, emails],
  );
}

/** Makes subscribers of the page, who are told already; when the form was made that others send after it. */
async function subscribeAll(emails: readonly string[]): Promise<string> {
  const { rows } = await pool.query("select organization_id, id from status_pages");
  await pool.query(
    `insert into subscribers (organization_id, id, page_id, channel, address, address_key, state, choices, language,
       added_by, confirmed_at, created_at, updated_at)
     select $1, gen_random_uuid(), $2, 'email', mail, mail, 'active',
       '{"scope":null,"storyIds":[],"leastImpact":"none","onlyStartAndEnd":false}', 'en', 'import', now(), now(), now()
     from unnest($3::text[]) as mail`,
    [rows[0].organization_id, rows[0].id, emails],
  );
  for (;;) {
    const response = await fetch(`${url}/status/${organization}/subscribe`);
    const made = /name="made" value="([^"]+)"/.exec(await response.text())?.[1];
    if (made === undefined) continue;
    // A form is taken once it is two seconds old.
    while ((await sendForm("first@example.com", made)) !== 200) await pool.query("delete from rate_limits");
    return made;
  }
}

async function subscribe(email: string): Promise<void> {
  const status = await sendForm(email, formMade);
  if (status !== 200) throw new Error(`subscribe: ${status}`);
}

async function sendForm(email: string, made: string): Promise<number> {
  const body = new URLSearchParams({ made, homepage: "", scope: "all", email });
  const response = await fetch(`${url}/status/${organization}/subscribe`, { method: "POST", body });
  await response.arrayBuffer();
  return response.status;
}
