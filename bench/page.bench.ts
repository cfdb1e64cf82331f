import { parseArgs } from "node:util";
import { type Variant, variants } from "./lib/answers.ts";
import { prepareDemo } from "./lib/fanal.ts";
import { median, medianRatio } from "./lib/numbers.ts";
import { startTargets, type TargetName, type Turn, takeTurn } from "./lib/page-targets.ts";
import { startProgram } from "./lib/program.ts";
import { progress, type Row, reached, report } from "./lib/table.ts";

const { values: options } = parseArgs({
  options: {
    // Two processes of the same program can differ by 15 % as long as they run: one pair of them says little.
    starts: { type: "string", default: "5" },
    // Many short turns: what else the machine does then falls on both sides.
    passes: { type: "string", default: "6" },
    seconds: { type: "string", default: "0.5" },
    sockets: { type: "string", default: "500" },
    variant: { type: "string", multiple: true, default: [...variants] },
  },
});
const chosen = variants.filter((variant) => options.variant.includes(variant));
if (chosen.length < options.variant.length) throw new Error(`The variants are: ${variants.join(", ")}`);
const [starts, passes, seconds] = [options.starts, options.passes, options.seconds].map(Number);
const connections = 64;
const goal = 0.9;
const warmUpSeconds = 1.5;

type Turns = Record<TargetName, Turn[]>;

/** For each variant one entry by start. */
const measured = new Map<Variant, Turns[]>(chosen.map((variant) => [variant, []]));
const sizes = new Map<Variant, number>();

await using demo = await prepareDemo();
for (let start = 1; start <= (starts ?? 0); start++) {
  progress(`page: start ${start} of ${starts}`);
  await runOnce(start);
}
await report("page", chosen.flatMap(rowsOf));

/** Starts all servers, warms them up and lets them take turns. */
async function runOnce(start: number): Promise<void> {
  await using targets = await startTargets(demo, Number(options.sockets));
  await using load = startProgram("load");
  const found = new Map<Variant, Turns>(
    chosen.map((variant) => [variant, { fanal: [], bare: [], nginx: [] }]),
  );
  // Pass 0 is for warming up.
  for (let pass = 0; pass <= (passes ?? 0); pass++) {
    for (const [variant, turns] of found) {
      const expected = targets.answers.get(variant);
      if (expected === undefined) throw new Error(`There is no answer for ${variant}`);
      sizes.set(variant, expected.body.length);
      const work = { variant, expected, seconds: pass === 0 ? warmUpSeconds : (seconds ?? 0) };
      // Whoever is first in one pass is last in the next.
      for (const target of (pass + start) % 2 === 0 ? targets.list : targets.list.toReversed()) {
        const turn = await takeTurn(target, work, { load, connections });
        if (pass > 0) turns[target.name].push(turn);
      }
    }
  }
  for (const [variant, turns] of found) measured.get(variant)?.push(turns);
}

function rowsOf(variant: Variant): Row[] {
  const runs = measured.get(variant) ?? [];
  const hasNginx = runs.some(({ nginx }) => nginx.length > 0);
  const row = (what: string, value: (turn: Turn) => number, show: (value: number) => string) => {
    const typical = (name: TargetName) => show(median(runs.map((run) => median(run[name].map(value)))));
    const ratio = median(runs.map(({ fanal, bare }) => medianRatio(fanal.map(value), bare.map(value))));
    const cells: Row = {
      measure: `page, ${variant} (${sizes.get(variant)} B): ${what}`,
      fanal: typical("fanal"),
      bare: typical("bare"),
      nginx: hasNginx && value !== cpu ? typical("nginx") : "",
      ratio: ratio.toFixed(2),
    };
    return { ratio, cells };
  };
  const requests = row(
    "requests/s",
    (turn) => turn.perSecond,
    (value) => value.toFixed(0),
  );
  return [
    { ...requests.cells, goal: "≥ 0.90", reached: reached(requests.ratio >= goal) },
    row(
      "p99",
      (turn) => turn.p99,
      (value) => `${value.toFixed(1)} ms`,
    ).cells,
    row("CPU per request", cpu, (value) => `${value.toFixed(0)} µs`).cells,
  ];
}

function cpu(turn: Turn): number {
  return turn.cpu ?? Number.NaN;
}
