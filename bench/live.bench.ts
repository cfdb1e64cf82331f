import { parseArgs } from "node:util";
import { prepareAnnouncements } from "./lib/announcements.ts";
import { lastDelay, p99Delay, type Round, startAudience, startBareBroadcast } from "./lib/broadcast.ts";
import { liveUrl, startFanal } from "./lib/fanal.ts";
import { mostOpenFiles } from "./lib/machine.ts";
import { median, medianRatio } from "./lib/numbers.ts";
import { memoryOf } from "./lib/probe.ts";
import { progress, type Row, reached, report } from "./lib/table.ts";

const { values: options } = parseArgs({
  options: {
    sockets: { type: "string", multiple: true, default: ["2000", "10000"] },
    passes: { type: "string", default: "5" },
    rounds: { type: "string", default: "4" },
  },
});
const passes = Number(options.passes);
const roundsPerPass = Number(options.rounds);
const goals = { delayRatio: 1.5, bytesPerSocket: 10_000 };
/** Files that a process has open besides its sockets. */
const otherFiles = 200;

await using fanal = await startFanal();
const announce = await prepareAnnouncements(fanal);
await using bare = await startBareBroadcast(JSON.stringify({ type: "current", version: 1 }));
await using ours = startAudience();
await using theirs = startAudience();

// The first sockets and rounds of a process pay for what all later ones share.
await open(500);
for (let number = 0; number < passes; number++) await pass(number);
await Promise.all([ours.close(), theirs.close()]);
const empty = await memory();

const rows: Row[] = [];
let opened = 0;
for (const size of options.sockets.map(Number)) {
  if (size + otherFiles > mostOpenFiles()) {
    progress(
      `live: ${size} sockets are left out: a process here may open ${mostOpenFiles()} files (ulimit -n)`,
    );
    continue;
  }
  progress(`live: opening ${size} sockets to each`);
  await open(size - opened);
  opened = size;
  const found: Pass[] = [];
  for (let number = 0; number < passes; number++) {
    progress(`live: ${size} sockets, pass ${number + 1} of ${passes}`);
    found.push(await pass(number));
  }
  rows.push(...delayRows(size, found), ...memoryRows(size, await memory()));
}
await report("live", rows);

interface Pass {
  fanal: Round[];
  bare: Round[];
}

async function open(count: number): Promise<void> {
  await ours.open(await liveUrl(fanal.pageUrl), count);
  await theirs.open(bare.url, count);
}

/** Rounds in turn: the bare loop sends the very bytes that Fanal has just sent. */
async function pass(number: number): Promise<Pass> {
  const found: Pass = { fanal: [], bare: [] };
  let { text } = await ours.time(announce);
  for (let count = 0; count < roundsPerPass; count++) {
    const isOursFirst = (number + count) % 2 === 0;
    if (!isOursFirst) found.bare.push(await theirs.time(() => bare.send(text)));
    const round = await ours.time(announce);
    found.fanal.push(round);
    text = round.text;
    if (isOursFirst) found.bare.push(await theirs.time(() => bare.send(text)));
  }
  return found;
}

async function memory() {
  return { fanal: await memoryOf(fanal), bare: await memoryOf(bare.program) };
}

function delayRows(size: number, found: Pass[]): Row[] {
  const row = (measure: string, value: (rounds: Round[]) => number): Row & { ratio: string } => {
    const [fanalValues, bareValues] = [
      found.map((one) => value(one.fanal)),
      found.map((one) => value(one.bare)),
    ];
    return {
      measure: `live, ${size} sockets: ${measure}`,
      fanal: `${median(fanalValues).toFixed(0)} ms`,
      bare: `${median(bareValues).toFixed(0)} ms`,
      ratio: medianRatio(fanalValues, bareValues).toFixed(2),
    };
  };
  const goal = (found: Row & { ratio: string }): Row => ({
    ...found,
    goal: "≤ 1.50",
    reached: reached(Number(found.ratio) <= goals.delayRatio),
  });
  return [
    goal(row("answer to arrival, p99", p99Delay)),
    goal(row("answer to the last arrival", lastDelay)),
    row("first arrival to last", (rounds) => median(rounds.map(({ spread }) => spread))),
  ];
}

function memoryRows(size: number, full: Awaited<ReturnType<typeof memory>>): Row[] {
  const row = (measure: string, kind: "rss" | "heap"): Row => {
    const perSocket = (who: "fanal" | "bare") => (full[who][kind] - empty[who][kind]) / size;
    const [value, beside] = [perSocket("fanal"), perSocket("bare")];
    return {
      measure: `live, ${size} sockets: ${measure}`,
      fanal: kilobytes(value),
      bare: kilobytes(beside),
      ratio: (value / beside).toFixed(2),
      goal: `≤ ${kilobytes(goals.bytesPerSocket)}`,
      reached: reached(value <= goals.bytesPerSocket),
    };
  };
  return [row("resident memory each", "rss"), row("heap and buffers each", "heap")];
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
