import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { sqlState } from "@fanal/database";
import { newId } from "@fanal/database/schema";
import { nextDueAt } from "@fanal/domain";
import pg from "pg";
import { z } from "zod";
import { median, medianRatio, p99 } from "./lib/numbers.ts";
import { startOwnServer } from "./lib/own-server.ts";
import { cpuOf, probeOption } from "./lib/probe.ts";
import { startProgram } from "./lib/program.ts";
import { progress, type Row, reached, report } from "./lib/table.ts";

const { values: options } = parseArgs({
  options: {
    count: { type: "string", default: "10000" },
    rounds: { type: "string", default: "3" },
  },
});
const count = Number(options.count);
const rounds = Number(options.rounds);
const periodSeconds = 60;
/** As many as an organization may have metrics. */
const ofEach = 200;
/** Requests of the page in a second while it is looked how long they take. */
const pageRate = 300;
const goals = { share: 0.25, perSecond: 600, lateMs: 1_000 };

await using target = startProgram("check-target");
const { port } = await target.ask({ type: "listen" }, z.object({ port: z.number() }));
await using fanal = await startOwnServer({ FANAL_PRIVATE_NETWORKS: "1", NODE_OPTIONS: probeOption });
const database = new pg.Client({ connectionString: fanal.databaseUrl });
await database.connect();
// Of a server that ends since something else went wrong, which is said then.
database.on("error", () => {});

progress("checks: a server that has none");
const idle = await costOver(10);
progress(`checks: ${count} are made`);
await makeChecks();
progress("checks: warming up");
await resume();
await wait(20_000);
progress(`checks: ${count} a minute, for a minute`);
await arrivalsSoFar();
const busy = await costOver(periodSeconds);
const arrivals = await arrivalsSoFar();
const lateMs = p99(Float64Array.from(arrivals, latenessOf));
const page = await comparePage();
const perSecond = await asFastAsItCan();
await database.end();
await report("checks", rowsOf());

/** By SQL: the API would take minutes, and is not what is measured. */
async function makeChecks(): Promise<void> {
  for (let made = 0; made < count; made += ofEach) {
    const organization = await fanal.client.organizations.create({ name: `Lumen ${made}` });
    const service = await fanal.client.services.create({ organization: organization.slug, name: "API" });
    const ids = Array.from({ length: Math.min(ofEach, count - made) }, () => newId());
    const values = [organization.id, ids, service.id, `http://127.0.0.1:${port}/`, periodSeconds];
    const each = "from unnest($2::uuid[]) as one (id)";
    const own = "select $1::uuid, id";
    await database.query(
      `insert into metrics (organization_id, id, name, unit, decimals, is_public, created_at, updated_at)
       ${own}, 'Response time', 'ms', 0, false, now(), now() ${each}`,
      values.slice(0, 2),
    );
    await database.query(
      `insert into checks (organization_id, id, service_id, name, settings, period_seconds, timeout_seconds,
         failures_to_confirm, successes_to_recover, status, drafts_incident, is_paused, metric_id, created_at, updated_at)
       ${own}, $3::uuid, 'Front door', jsonb_build_object('type', 'http', 'url', $4::text || id, 'expectedStatus', '200',
         'expectedText', null), $5::int, 10, 2, 1, 'major_outage', false, false, id, now(), now() ${each}`,
      values,
    );
    await database.query(
      `insert into check_states (organization_id, check_id) ${own} ${each}`,
      values.slice(0, 2),
    );
  }
}

/** Each at its own moment. */
async function resume(): Promise<void> {
  const { rows } = await database.query<{ id: string }>("select check_id as id from check_states");
  const now = Date.now();
  await change(
    `update check_states set due_at = to_timestamp(one.due_at / 1000)
     from unnest($1::uuid[], $2::float8[]) as one (id, due_at) where check_id = one.id`,
    [rows.map(({ id }) => id), rows.map(({ id }) => nextDueAt({ id, periodSeconds }, now))],
  );
}

/** The server notes results of many at the same time, in another order. */
async function change(statement: string, values: unknown[] = []): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await database.query(statement, values);
      return;
    } catch (error) {
      if (tries === 10 || sqlState(error) !== "40P01") throw error;
    }
  }
}

/** What is under way comes to nothing. */
async function pauseAll(): Promise<void> {
  await change("update check_states set due_at = null, claim = null, claimed_until = null");
}

async function arrivalsSoFar(): Promise<[id: string, at: number][]> {
  const answer = z.object({ arrivals: z.array(z.tuple([z.string(), z.number()])) });
  return (await target.ask({ type: "arrivals" }, answer)).arrivals;
}

/** From the moment that it was due until its request was there. */
function latenessOf([id, at]: [id: string, at: number]): number {
  const period = periodSeconds * 1_000;
  const late = at - (nextDueAt({ id, periodSeconds }, at) - period);
  return late > period / 2 ? late - period : late;
}

interface Cost {
  /** Of one processor, of the server's process, all its threads included. */
  share: number;
  /** The same of the processes of PostgreSQL that work for it. */
  databaseShare: number;
}

async function costOver(time: number): Promise<Cost> {
  const [cpu, other, began] = [await cpuOf(fanal.server), await databaseMs(), performance.now()];
  await wait(time * 1_000);
  const took = performance.now() - began;
  const [cpuAfter, otherAfter] = [await cpuOf(fanal.server), await databaseMs()];
  const databaseTook = [...otherAfter].reduce((sum, [pid, ms]) => sum + ms - (other.get(pid) ?? 0), 0);
  return { share: (cpuAfter - cpu) / took, databaseShare: databaseTook / took };
}

/** Processor time of each connection's process so far, in milliseconds. */
async function databaseMs(): Promise<Map<number, number>> {
  const { rows } = await database.query<{ pid: number }>(
    "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  const found = new Map<number, number>();
  for (const { pid } of rows) {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    const [user = "0", system = "0"] = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .slice(11, 13);
    found.set(pid, (Number(user) + Number(system)) * 10);
  }
  return found;
}

/** How long the page takes while checks run, and while none do, in turns. */
async function comparePage() {
  await using load = startProgram("load");
  const [page] = await fanal.client.statusPages.list({ organization: fanal.organization.slug });
  const answer = z.object({ p99: z.number() });
  const ask = async () => {
    const question = { url: page?.url, headers: {}, status: 200, connections: 8, seconds: 5, rate: pageRate };
    return (await load.ask(question, answer)).p99;
  };
  const turns = { withChecks: [] as number[], without: [] as number[] };
  await ask();
  for (let round = 1; round <= rounds; round++) {
    progress(`checks: the page, ${round} of ${rounds}`);
    turns.withChecks.push(await ask());
    await pauseAll();
    await wait(2_000);
    turns.without.push(await ask());
    await resume();
    await wait(2_000);
  }
  return turns;
}

/** All are due at once: how many are run and noted in a second. */
async function asFastAsItCan(): Promise<number> {
  const found: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    progress(`checks: as fast as it can, ${round} of ${rounds}`);
    await pauseAll();
    await wait(2_000);
    await arrivalsSoFar();
    await change("update check_states set due_at = now(), results = '[]'");
    const began = performance.now();
    const left = "select count(*)::int as count from check_states where results = '[]'";
    while ((await database.query<{ count: number }>(left)).rows[0]?.count !== 0) await wait(50);
    const took = performance.now() - began;
    const asked = new Set((await arrivalsSoFar()).map(([id]) => id)).size;
    if (asked !== count) throw new Error(`${asked} of ${count} checks were run`);
    found.push((count / took) * 1_000);
  }
  return median(found);
}

function rowsOf(): Row[] {
  // Some come a little earlier or later than the minute.
  if (Math.abs(arrivals.length - count) > count / 50)
    throw new Error(`${arrivals.length} requests came where ${count} were due`);
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const milliseconds = (value: number) => `${value.toFixed(1)} ms`;
  const [own, bare] = [median(page.withChecks), median(page.without)];
  return [
    {
      measure: `${count} checks a minute: processor of the server`,
      fanal: percent(busy.share),
      bare: percent(idle.share),
      goal: `≤ ${percent(goals.share)}`,
      reached: reached(busy.share <= goals.share),
    },
    {
      measure: `${count} checks a minute: processor of the database`,
      fanal: percent(busy.databaseShare),
      bare: percent(idle.databaseShare),
    },
    {
      measure: `${count} checks a minute: how late, p99`,
      fanal: milliseconds(lateMs),
      goal: `≤ ${goals.lateMs} ms`,
      reached: reached(lateMs <= goals.lateMs),
    },
    {
      measure: `${count} checks a minute: the page at ${pageRate} requests/s, p99`,
      fanal: milliseconds(own),
      bare: milliseconds(bare),
      ratio: medianRatio(page.withChecks, page.without).toFixed(2),
    },
    {
      measure: `${count} checks at once: checks/s`,
      fanal: String(Math.round(perSecond)),
      goal: `≥ ${goals.perSecond}`,
      reached: reached(perSecond >= goals.perSecond),
    },
  ];
}
