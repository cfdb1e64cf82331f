import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { from } from "pg-copy-streams";
import { Agent, request } from "undici";
import { median, medianRatio } from "./lib/numbers.ts";
import { startOwnServer } from "./lib/own-server.ts";
import { progress, type Row, reached, report } from "./lib/table.ts";

const { values: options } = parseArgs({
  options: { count: { type: "string", default: "100000" }, rounds: { type: "string", default: "5" } },
});
const count = Number(options.count);
const rounds = Number(options.rounds);
const goal = 0.3;
/** Points of one request. */
const bulk = 10_000;
/** Requests at once: a feed that has patience, and one that has not. */
const ways = [1, 4];

await using fanal = await startOwnServer({});
const agent = new Agent({ connections: Math.max(...ways) });
const database = new pg.Client({ connectionString: fanal.databaseUrl });
await database.connect();

const rows: Row[] = [];
for (const requestsAtOnce of ways) rows.push(await compare(requestsAtOnce));
await Promise.all([database.end(), agent.close()]);
await report("metrics", rows);

async function compare(requestsAtOnce: number): Promise<Row> {
  // Of its own: what an organization may send in a minute is limited.
  const { slug: organization } = await fanal.client.organizations.create({ name: "Feeds" });
  const scopes: ["metrics:write"] = ["metrics:write"];
  const { key } = await fanal.client.apiKeys.create({ organization, name: "Feed", scopes });
  const to = { organization, key: key ?? "", requestsAtOnce };
  const ours: number[] = [];
  const theirs: number[] = [];
  // The first round warms both up.
  for (let round = 0; round <= rounds; round++) {
    progress(`metrics, ${requestsAtOnce} at once: ${round} of ${rounds}`);
    const points = somePoints();
    const sides = [
      async () => ours.push(await feed(points, to)),
      async () => theirs.push(await copy(points)),
    ];
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) await side();
  }
  const [our, their] = [ours.slice(1), theirs.slice(1)];
  const ratio = 1 / medianRatio(our, their);
  return {
    measure: `${count} points, ${bulk} in a request, ${requestsAtOnce} at once: points/s`,
    fanal: perSecond(median(our)),
    bare: perSecond(median(their)),
    ratio: ratio.toFixed(2),
    goal: `≥ ${goal.toFixed(2)}`,
    reached: reached(ratio >= goal),
  };
}

interface Feed {
  organization: string;
  key: string;
  requestsAtOnce: number;
}

interface Point {
  /** Seconds since 1970. */
  at: number;
  value: number;
}

/** One for each second until now, out of order. */
function somePoints(): Point[] {
  const now = Math.floor(Date.now() / 1_000);
  const points = Array.from({ length: count }, (_, index) => ({
    at: now - index,
    value: Math.random() * 1_000,
  }));
  return points.sort((a, b) => ((a.at * 7_919) % 104_729) - ((b.at * 7_919) % 104_729));
}

/** From the first byte of the first request until the last answer, in milliseconds. Each feed has a metric of its own. */
async function feed(points: Point[], { organization, key, requestsAtOnce }: Feed): Promise<number> {
  const { id } = await fanal.client.metrics.create({ organization, name: "Feed" });
  const url = `${fanal.server.url}/api/v1/organizations/${organization}/metrics/${id}/points`;
  const bodies = Array.from({ length: Math.ceil(points.length / bulk) }, (_, index) =>
    JSON.stringify({ points: points.slice(index * bulk, (index + 1) * bulk) }),
  );
  const before = performance.now();
  const waiting = bodies.values();
  await Promise.all(
    Array.from({ length: requestsAtOnce }, async () => {
      for (const body of waiting) {
        const { statusCode, body: answer } = await request(url, {
          method: "POST",
          dispatcher: agent,
          headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
          body,
        });
        const text = await answer.text();
        if (statusCode !== 201) throw new Error(`${statusCode}: ${text}`);
      }
    }),
  );
  const took = performance.now() - before;
  const { rows } = await database.query(
    "select count(*)::int as count from metric_points where metric_id = $1",
    [id],
  );
  if (rows[0]?.count !== points.length)
    throw new Error(`${rows[0]?.count} of ${points.length} points are there`);
  return took;
}

/** The same rows into an empty table with the same key, by one `COPY` over one connection. */
async function copy(points: Point[]): Promise<number> {
  await database.query(`drop table if exists bare_points; create table bare_points (organization_id uuid not null,
    metric_id uuid not null, at timestamptz(3) not null, value float8 not null, primary key (organization_id, metric_id, at))`);
  const lines = points.map(
    ({ at, value }) =>
      `${fanal.organization.id}\t${fanal.organization.id}\t${new Date(at * 1_000).toISOString()}\t${value}\n`,
  );
  const text = [lines.join("")];
  const before = performance.now();
  await pipeline(text, database.query(from("copy bare_points from stdin")));
  return performance.now() - before;
}

function perSecond(milliseconds: number): string {
  return String(Math.round((count / milliseconds) * 1_000));
}
