import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { subscribeAll, type TestSubscriber, webhookSecret } from "@fanal/testing";
import { simpleParser } from "mailparser";
import { createTransport } from "nodemailer";
import { Agent, request, fetch as send } from "undici";
import { z } from "zod";
import { median, medianRatio } from "./lib/numbers.ts";
import { startOwnServer } from "./lib/own-server.ts";
import { startProgram } from "./lib/program.ts";
import { progress, type Row, reached, report } from "./lib/table.ts";

const { values: options } = parseArgs({
  options: { count: { type: "string", default: "10000" }, rounds: { type: "string", default: "3" } },
});
const count = Number(options.count);
const rounds = Number(options.rounds);
const goal = 0.6;
/** So many times fewer are told at once where it is looked whether memory grows with the number. */
const fewer = 5;
const mostGrowth = 1.2;
/** As many as Fanal has: connections to a mail server, and requests for one organization. */
const mailConnections = 5;
const requestsAtOnce = 50;
const text = "We look. ".repeat(80);

await using sink = startProgram("sink");
const ports = await sink.ask({ type: "listen" }, z.object({ mailPort: z.number(), httpPort: z.number() }));
const smtpUrl = `smtp://127.0.0.1:${ports.mailPort}`;
const httpUrl = `http://127.0.0.1:${ports.httpPort}`;

/** What bare sends too: what Fanal has just sent. */
const message = z.object({ head: z.record(z.string(), z.string()), content: z.string() });
type Message = z.infer<typeof message>;
type Bare = (message: Message) => Promise<unknown>;

await report("telling", [
  ...(await compare("e-mail", (number) => ({ channel: "email", address: `pia.${number}@example.com` }), {
    nodemailer: mailBare,
  })),
  ...(await compare("webhook", (number) => ({ channel: "webhook", address: `${httpUrl}/${number}` }), {
    request: (sent) => postBare(sent, post),
    fetch: (sent) => postBare(sent, fetchPost),
  })),
]);

/** The goal is for the first of the bare loops, which uses what Fanal uses. */
async function compare(
  name: string,
  subscriber: (number: number) => TestSubscriber,
  bares: Record<string, Bare>,
): Promise<Row[]> {
  const everybody = Array.from({ length: count }, (_, number) => subscriber(number));
  const ours: number[] = [];
  const theirs = Object.keys(bares).map((): number[] => []);
  let memory = 0;
  {
    await using fanal = await startTelling(everybody);
    // The first round warms both up.
    for (let round = 0; round <= rounds; round++) {
      progress(`telling by ${name}: ${round} of ${rounds}`);
      const our = await timed(fanal.declare, count);
      const sent = await sink.ask({ type: "first" }, message);
      for (const [index, bare] of Object.values(bares).entries()) {
        const their = await timed(() => bare(sent), count);
        if (round > 0) theirs[index]?.push(their);
      }
      if (round > 0) ours.push(our);
    }
    memory = await fanal.peakMemory();
  }
  const memoryOfFewer = await peakMemoryOf(everybody.slice(0, count / fewer), name);
  const growth = memory / memoryOfFewer;
  return [
    ...Object.keys(bares).map((client, index): Row => {
      const own = theirs[index] ?? [];
      const ratio = 1 / medianRatio(ours, own);
      const hasGoal = index === 0;
      return {
        measure: `telling ${count} by ${name}, bare by ${client}: messages/s`,
        fanal: perSecond(median(ours)),
        bare: perSecond(median(own)),
        ratio: ratio.toFixed(2),
        ...(hasGoal ? { goal: `≥ ${goal.toFixed(2)}`, reached: reached(ratio >= goal) } : {}),
      };
    }),
    { measure: `telling ${count} by ${name}: peak memory`, fanal: `${Math.round(memory / 1e6)} MB` },
    {
      measure: `telling ${count} by ${name}: peak memory by that of ${count / fewer} at once`,
      fanal: growth.toFixed(2),
      goal: `≤ ${mostGrowth.toFixed(2)}`,
      reached: reached(growth <= mostGrowth),
    },
  ];
}

/** Of a server that tells as many in all, but fewer at once. */
async function peakMemoryOf(some: readonly TestSubscriber[], name: string): Promise<number> {
  await using fanal = await startTelling(some);
  for (let round = 0; round < (rounds + 1) * fewer; round++) {
    progress(`telling fewer by ${name}: ${round + 1} of ${(rounds + 1) * fewer}`);
    await timed(fanal.declare, some.length);
  }
  return await fanal.peakMemory();
}

/** From the act until the last message was taken, in milliseconds. */
async function timed(act: () => Promise<unknown>, until: number): Promise<number> {
  await sink.ask({ type: "reset" }, z.object({ taken: z.literal(0) }));
  const last = sink.ask({ type: "until", count: until }, z.object({ at: z.number() }));
  const before = Number(process.hrtime.bigint()) / 1e6;
  await act();
  return (await last).at - before;
}

function perSecond(milliseconds: number): string {
  return String(Math.round((count / milliseconds) * 1000));
}

async function mailBare({ content }: Message): Promise<void> {
  const { subject, html, text, headers } = await simpleParser(content);
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
      subject: subject ?? "",
      html: html === false ? "" : html,
      text: text ?? "",
      headers: { "Auto-Submitted": String(headers.get("auto-submitted")) },
    }),
  );
  await Promise.all(mails);
  transport.close();
}

interface Posted {
  url: string;
  headers: Record<string, string>;
  body: string;
  dispatcher: Agent;
}

/** With the very headers and body, each signed for itself. */
async function postBare(
  { head, content: body }: Message,
  send: (posted: Posted) => Promise<unknown>,
): Promise<void> {
  const dispatcher = new Agent({ connections: requestsAtOnce });
  const key = Buffer.from(webhookSecret.slice("whsec_".length), "base64");
  const { "content-type": type = "", "user-agent": agent = "" } = head;
  let number = 0;
  const run = async () => {
    while (number < count) {
      const id = `${head["webhook-id"]}.${number}`;
      const timestamp = String(Math.floor(Date.now() / 1000));
      const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
      const headers = {
        "content-type": type,
        "user-agent": agent,
        "webhook-id": id,
        "webhook-timestamp": timestamp,
        "webhook-signature": `v1,${signature}`,
      };
      await send({ url: `${httpUrl}/${number++}`, headers, body, dispatcher });
    }
  };
  await Promise.all(Array.from({ length: requestsAtOnce }, run));
  await dispatcher.close();
}

async function post({ url, ...options }: Posted): Promise<unknown> {
  return (await request(url, { method: "POST", ...options })).body.arrayBuffer();
}

async function fetchPost({ url, ...options }: Posted): Promise<unknown> {
  return (await send(url, { method: "POST", ...options })).arrayBuffer();
}

interface Telling extends AsyncDisposable {
  declare: () => Promise<unknown>;
  /** Of the server's process since its start, in bytes. */
  peakMemory: () => Promise<number>;
}

/** A server as a process of its own, with these subscribers. */
async function startTelling(everybody: readonly TestSubscriber[]): Promise<Telling> {
  await using started = new AsyncDisposableStack();
  const {
    server,
    databaseUrl,
    client,
    organization: owned,
  } = started.use(
    await startOwnServer({
      FANAL_PRIVATE_NETWORKS: "1",
      SMTP_URL: smtpUrl,
      MAIL_FROM: "Fanal <fanal@lumen.example>",
    }),
  );
  const { slug: organization, id: organizationId } = owned;
  const [page] = await client.statusPages.list({ organization });
  await subscribeAll(databaseUrl, { organizationId, pageId: page?.id ?? "" }, everybody);
  const running = started.move();
  return {
    peakMemory: async () => {
      const status = await readFile(`/proc/${server.pid}/status`, "utf8");
      return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) * 1_024;
    },
    declare: () => client.incidents.create({ organization, title: "API is slow", message: text }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
