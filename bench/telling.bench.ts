import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import {
  createTestDatabase,
  signUp,
  startServerProcess,
  startTestCluster,
  subscribeAll,
  type TestSubscriber,
  testSecret,
} from "@fanal/testing";
import { createTransport } from "nodemailer";
import pg from "pg";
import { Agent, fetch as send } from "undici";
import { z } from "zod";
import { median } from "./lib/numbers.ts";
import { startProgram } from "./lib/program.ts";
import { progress, type Row, reached, report } from "./lib/table.ts";

const { values: options } = parseArgs({
  options: { count: { type: "string", default: "10000" }, rounds: { type: "string", default: "3" } },
});
const count = Number(options.count);
const rounds = Number(options.rounds);
const goal = 0.6;
/** As many as Fanal has: connections to a mail server, and requests for one organization. */
const mailConnections = 5;
const requestsAtOnce = 50;
/** About what a notification weighs. */
const html = `<p>${"We look. ".repeat(700)}</p>`;
const text = "We look. ".repeat(80);
const json = JSON.stringify({ type: "incident.created", data: { text } });

await using sink = startProgram("sink");
const ports = await sink.ask({ type: "listen" }, z.object({ mailPort: z.number(), httpPort: z.number() }));
const smtpUrl = `smtp://127.0.0.1:${ports.mailPort}`;
const httpUrl = `http://127.0.0.1:${ports.httpPort}`;

await report("telling", [
  await compare("e-mail", (number) => ({ channel: "email", address: `pia.${number}@example.com` }), mailBare),
  await compare("webhook", (number) => ({ channel: "webhook", address: `${httpUrl}/${number}` }), postBare),
]);

async function compare(
  name: string,
  subscriber: (number: number) => TestSubscriber,
  bare: () => Promise<unknown>,
): Promise<Row> {
  await using fanal = await startTelling(Array.from({ length: count }, (_, number) => subscriber(number)));
  const times = { fanal: [] as number[], bare: [] as number[] };
  // The first round warms both up.
  for (let round = 0; round <= rounds; round++) {
    progress(`telling by ${name}: ${round} of ${rounds}`);
    const ours = await timed(fanal.declare);
    const theirs = await timed(bare);
    if (round === 0) continue;
    times.fanal.push(ours);
    times.bare.push(theirs);
  }
  const [ours, theirs] = [median(times.fanal), median(times.bare)];
  const ratio = theirs / ours;
  return {
    measure: `telling ${count} by ${name}: messages/s`,
    fanal: perSecond(ours),
    bare: perSecond(theirs),
    ratio: ratio.toFixed(2),
    goal: `≥ ${goal.toFixed(2)}`,
    reached: reached(ratio >= goal),
  };
}

/** From the act until the last message was taken, in milliseconds. */
async function timed(act: () => Promise<unknown>): Promise<number> {
  await sink.ask({ type: "reset" }, z.object({ taken: z.literal(0) }));
  const last = sink.ask({ type: "until", count }, z.object({ at: z.number() }));
  const before = Number(process.hrtime.bigint()) / 1e6;
  await act();
  return (await last).at - before;
}

function perSecond(milliseconds: number): string {
  return String(Math.round((count / milliseconds) * 1000));
}

async function mailBare(): Promise<void> {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: mailConnections,
    maxMessages: 100,
  });
  const mails = Array.from({ length: count }, (_, number) =>
    transport.sendMail({
      from: "fanal@lumen.example",
      to: `pia.${number}@example.com`,
      subject: "API is slow",
      html,
      text,
    }),
  );
  await Promise.all(mails);
  transport.close();
}

async function postBare(): Promise<void> {
  const agent = new Agent({ connections: requestsAtOnce });
  let number = 0;
  const post = async () => {
    while (number < count) {
      const response = await send(`${httpUrl}/${number++}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: json,
        dispatcher: agent,
      });
      await response.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: requestsAtOnce }, post));
  await agent.close();
}

interface Telling extends AsyncDisposable {
  declare: () => Promise<unknown>;
}

/** A server as a process of its own, with these subscribers. */
async function startTelling(everybody: readonly TestSubscriber[]): Promise<Telling> {
  await using started = new AsyncDisposableStack();
  const cluster = started.use(await startTestCluster());
  const database = started.use(await createTestDatabase(cluster.url));
  const directory = await mkdtemp(path.join(tmpdir(), "fanal-bench-"));
  started.defer(() => rm(directory, { recursive: true, force: true }));
  const server = started.use(
    await startServerProcess({
      PORT: "0",
      DATABASE_URL: database.url,
      FANAL_SECRET: testSecret,
      FANAL_DATA_DIR: directory,
      FANAL_DEMO: "0",
      FANAL_PRIVATE_NETWORKS: "1",
      SMTP_URL: smtpUrl,
      MAIL_FROM: "Fanal <fanal@lumen.example>",
    }),
  );
  const { client } = await signUp(server.url, "Mara Ilves", {
    confirm: (email) => confirm(database.url, email),
  });
  const { slug: organization, id: organizationId } = await client.organizations.create({ name: "Lumen" });
  const [page] = await client.statusPages.list({ organization });
  await subscribeAll(database.url, { organizationId, pageId: page?.id ?? "" }, everybody);
  const running = started.move();
  return {
    declare: () => client.incidents.create({ organization, title: "API is slow", message: text }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function confirm(databaseUrl: string, email: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('update auth."user" set email_verified = true where email = $1', [email]);
  await client.end();
}
