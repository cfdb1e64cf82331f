import { parseArgs } from "node:util";
import { z } from "zod";
import { type CapturedAnswer, capture, headersFor, type Variant, variants } from "./lib/answers.ts";
import { liveUrl, startFanal } from "./lib/fanal.ts";
import { startNginx } from "./lib/nginx.ts";
import { median, medianRatio } from "./lib/numbers.ts";
import { cpuOf, type Probed } from "./lib/probe.ts";
import { startProgram } from "./lib/program.ts";
import { startStaticServer } from "./lib/static-server.ts";
import { progress, type Row, reached, report } from "./lib/table.ts";

const { values: options } = parseArgs({
  options: {
    // Many short turns: what else the machine does then falls on both sides.
    passes: { type: "string", default: "15" },
    seconds: { type: "string", default: "1" },
    variant: { type: "string", multiple: true, default: [...variants] },
    sockets: { type: "string", default: "500" },
  },
});
const chosen = variants.filter((variant) => options.variant.includes(variant));
const connections = 64;
const goal = 0.9;

interface Target {
  name: string;
  url: (variant: Variant) => string;
  /** The process to ask for its processor time; nginx has none of ours. */
  program: Probed | null;
}

interface Measured {
  perSecond: number;
  p99: number;
  /** Processor time for one request, in microseconds. */
  cpu: number | null;
}

await using fanal = await startFanal();
await using visitors = startProgram("sockets");
const count = Number(options.sockets);
await visitors.ask({ type: "open", url: await liveUrl(fanal.pageUrl), count }, z.object({}));

const answers = new Map<Variant, CapturedAnswer>();
for (const variant of variants) {
  answers.set(variant, await capture(fanal.pageUrl, await headersFor(fanal.pageUrl, variant)));
}
// What nginx answers 304 for is the file of the brotli variant; a bare server has no files, so each has its path.
await using bare = await startStaticServer(byPath(variants));
await using nginx = await startNginx(byPath(["brotli", "gzip", "identity"]));
if (nginx === null) progress("page: there is no nginx to measure beside");
await using load = startProgram("load");

const targets: Target[] = [
  { name: "fanal", url: () => fanal.pageUrl, program: fanal },
  { name: "bare", url: (variant) => `${bare.url}${pathOf(variant)}`, program: bare.program },
];
if (nginx !== null) {
  const fileOf = (variant: Variant) => (variant === "not modified" ? "brotli" : variant);
  targets.push({ name: "nginx", url: (variant) => `${nginx.url}${pathOf(fileOf(variant))}`, program: null });
}

for (const target of targets) await measure(target, "identity", 1);
const measured = new Map<string, Measured[]>();
const passes = Number(options.passes);
for (let pass = 0; pass < passes; pass++) {
  for (const variant of chosen) {
    progress(`page: pass ${pass + 1} of ${passes}, ${variant}`);
    // Whoever is first in one pass is last in the next.
    for (const target of pass % 2 === 0 ? targets : targets.toReversed()) {
      const key = `${target.name} ${variant}`;
      const found = await measure(target, variant, Number(options.seconds));
      measured.set(key, [...(measured.get(key) ?? []), found]);
    }
  }
}
await report("page", chosen.flatMap(rowsOf));

async function measure({ url, program }: Target, variant: Variant, seconds: number): Promise<Measured> {
  const address = url(variant);
  // A bare server answers by path alone: it needs no tag, and its own path has none to ask for.
  const headers = await headersFor(variant === "not modified" ? url("brotli") : address, variant);
  const expected = answers.get(variant);
  const { status, body } = await capture(address, headers);
  if (status !== expected?.status || !body.equals(expected.body)) throw new Error(`${address} differs`);
  const before = program === null ? null : await cpuOf(program);
  const question = { url: address, headers, status, connections, seconds };
  const { requests, ...rest } = await load.ask(
    question,
    z.object({ requests: z.number(), perSecond: z.number(), p99: z.number() }),
  );
  const after = program === null ? null : await cpuOf(program);
  const cpu = before === null || after === null ? null : ((after - before) * 1000) / requests;
  return { ...rest, cpu };
}

function rowsOf(variant: Variant): Row[] {
  const of = (name: string, value: (run: Measured) => number) =>
    (measured.get(`${name} ${variant}`) ?? []).map(value);
  const size = answers.get(variant)?.body.length ?? 0;
  const row = (what: string, value: (run: Measured) => number, show: (value: number) => string): Row => ({
    measure: `page, ${variant} (${size} B): ${what}`,
    fanal: show(median(of("fanal", value))),
    bare: show(median(of("bare", value))),
    nginx: nginx === null || what.startsWith("CPU") ? "" : show(median(of("nginx", value))),
    ratio: medianRatio(of("fanal", value), of("bare", value)).toFixed(2),
  });
  const perSecond = (run: Measured) => run.perSecond;
  const ratio = medianRatio(of("fanal", perSecond), of("bare", perSecond));
  return [
    {
      ...row("requests/s", perSecond, (value) => value.toFixed(0)),
      goal: "≥ 0.90",
      reached: reached(ratio >= goal),
    },
    row(
      "p99",
      (run) => run.p99,
      (value) => `${value.toFixed(1)} ms`,
    ),
    row(
      "CPU per request",
      (run) => run.cpu ?? Number.NaN,
      (value) => `${value.toFixed(0)} µs`,
    ),
  ];
}

function pathOf(variant: Variant): string {
  return `/${variant.replace(" ", "-")}`;
}

function byPath(chosen: readonly Variant[]): Map<string, CapturedAnswer> {
  return new Map(
    [...answers]
      .filter(([variant]) => chosen.includes(variant))
      .map(([variant, answer]) => [pathOf(variant), answer]),
  );
}
