import { parseArgs } from "node:util";
import { inOrganization, type Tx } from "@fanal/database";
import { services, statusPages } from "@fanal/database/schema";
import { renderPage } from "@fanal/status-page";
import { and, eq } from "drizzle-orm";
import { encodeFirst } from "../apps/server/src/publishing/encodings.ts";
import { publishPage } from "../apps/server/src/publishing/publish.ts";
import { buildSnapshot } from "../apps/server/src/publishing/snapshot/build.ts";
import { type LargePage, prepareLargePage } from "./lib/history.ts";
import { median } from "./lib/numbers.ts";
import { progress, type Row, reached, report } from "./lib/table.ts";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "15" },
    services: { type: "string", multiple: true, default: ["10", "100", "1000"] },
  },
});
const rounds = Number(options.rounds);
const sizes = options.services.map(Number);
const goalMs = 150;
const warmUps = 5;
const addresses = { url: "https://status.example", pagesDomain: null };
const now = () => new Date();

interface Found {
  services: number;
  /** Of one publication, in milliseconds: on the clock, and of the processors. */
  wall: number;
  cpu: number;
  stages: Record<"snapshot" | "render" | "compress", number>;
  bytes: { identity: number; brotli: number };
}

const found: Found[] = [];
for (const count of sizes) {
  progress(`publish: ${count} services`);
  await using page = await prepareLargePage(count);
  found.push(await measure(page));
}
await report("publish", found.flatMap(rowsOf));

async function measure(page: LargePage): Promise<Found> {
  const walls: number[] = [];
  const cpus: number[] = [];
  for (let round = -warmUps; round < rounds; round++) {
    const { wall, cpu } = await publishOnce(page, round);
    if (round >= 0) {
      walls.push(wall);
      cpus.push(cpu);
    }
  }
  return {
    services: page.serviceIds.length,
    wall: median(walls),
    cpu: median(cpus),
    ...(await measureStages(page)),
  };
}

/** One service became another status: the most common reason to publish. Only the publication is measured. */
async function publishOnce(page: LargePage, round: number): Promise<{ wall: number; cpu: number }> {
  const { result } = await inOrganization(page.database, page.organizationId, async (tx) => {
    await changeStatus(tx, page, round);
    const row = await pageRow(tx, page);
    const touched = { incidents: new Set([page.incidentId]), maintenances: new Set<string>() };
    const before = { wall: performance.now(), cpu: process.cpuUsage() };
    await publishPage(tx, row, { now, addresses, touched, through: null });
    const { user, system } = process.cpuUsage(before.cpu);
    return { wall: performance.now() - before.wall, cpu: (user + system) / 1000 };
  });
  return result;
}

async function changeStatus(tx: Tx, { organizationId, serviceIds }: LargePage, round: number): Promise<void> {
  const [serviceId = ""] = serviceIds;
  await tx.db
    .update(services)
    .set({ status: round % 2 === 0 ? "major_outage" : "degraded_performance" })
    .where(and(eq(services.organizationId, organizationId), eq(services.id, serviceId)));
}

async function pageRow(tx: Tx, { organizationId, pageId }: LargePage) {
  const [row] = await tx.db
    .select()
    .from(statusPages)
    .where(and(eq(statusPages.organizationId, organizationId), eq(statusPages.id, pageId)));
  if (row === undefined) throw new Error("The page is gone");
  return row;
}

/** The parts on their own, one after the other. */
async function measureStages(page: LargePage): Promise<Pick<Found, "stages" | "bytes">> {
  const times = { snapshot: [] as number[], render: [] as number[], compress: [] as number[] };
  let bytes = { identity: 0, brotli: 0 };
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const { result: snapshot } = await inOrganization(page.database, page.organizationId, async (tx) => {
      const row = await pageRow(tx, page);
      return (await buildSnapshot(tx, row, { version: 1, now: now(), addresses })).snapshot;
    });
    const built = performance.now();
    const html = renderPage(snapshot, { language: "en", base: "/status/large" });
    const rendered = performance.now();
    const { identity, brotli } = await encodeFirst(html);
    times.snapshot.push(built - start);
    times.render.push(rendered - built);
    times.compress.push(performance.now() - rendered);
    bytes = { identity: identity.length, brotli: brotli.length };
  }
  const stages = {
    snapshot: median(times.snapshot),
    render: median(times.render),
    compress: median(times.compress),
  };
  return { stages, bytes };
}

function rowsOf({ services, wall, cpu, stages, bytes }: Found, index: number): Row[] {
  const name = `publish, ${services} services`;
  const smaller = found[index - 1];
  const isLast = index === found.length - 1;
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  const kB = (value: number) => `${(value / 1000).toFixed(1)} kB`;
  const rows: Row[] = [
    {
      measure: `${name}: in all`,
      fanal: ms(wall),
      ...(isLast ? { goal: `≤ ${goalMs} ms`, reached: reached(wall <= goalMs) } : {}),
    },
    { measure: `${name}: processor time`, fanal: ms(cpu) },
    { measure: `${name}: snapshot`, fanal: ms(stages.snapshot) },
    { measure: `${name}: render`, fanal: ms(stages.render) },
    { measure: `${name}: compress`, fanal: ms(stages.compress) },
    { measure: `${name}: HTML`, fanal: kB(bytes.identity) },
    { measure: `${name}: as brotli`, fanal: kB(bytes.brotli) },
  ];
  if (smaller !== undefined) {
    const growth = cpu / smaller.cpu;
    const factor = services / smaller.services;
    rows.push({
      measure: `${name}: processor time by that of ${smaller.services}`,
      fanal: growth.toFixed(1),
      goal: `≤ ${factor}`,
      reached: reached(growth <= factor),
    });
  }
  return rows;
}
