import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { describeMachine } from "./machine.ts";

const row = z.object({
  measure: z.string(),
  /** With its unit. */
  fanal: z.string(),
  /** What the bare thing beside it reached; empty when there is none. */
  bare: z.string().default(""),
  nginx: z.string().default(""),
  /** Fanal by bare. */
  ratio: z.string().default(""),
  goal: z.string().default(""),
  /** Empty where no goal is set. */
  reached: z.enum(["yes", "NO", ""]).default(""),
});
export type Row = z.input<typeof row>;

const columns = ["measure", "fanal", "bare", "nginx", "ratio", "goal", "reached"] as const;
const titles = { measure: "Measure", fanal: "Fanal", bare: "Bare", nginx: "nginx" };
const head = { ...titles, ratio: "Fanal / bare", goal: "Goal", reached: "Reached" };
const results = new URL("../../.cache/bench/", import.meta.url);

/** Prints what a benchmark found, and keeps it for the table of all. */
export async function report(name: string, rows: Row[]): Promise<void> {
  await mkdir(results, { recursive: true });
  await writeFile(fileOf(name), JSON.stringify(rows));
  printTable(rows);
}

/** What the last run of a benchmark found. */
export async function lastReport(name: string): Promise<Row[]> {
  return z.array(row).parse(JSON.parse(await readFile(fileOf(name), "utf8")));
}

/** A Markdown table that is also easy to read in a terminal. */
export function printTable(rows: Row[]): void {
  const cells = [head, ...rows].map((entry) => columns.map((column) => entry[column] ?? ""));
  const shown = columns.map((_, index) => index).filter((index) => isFilled(cells.slice(1), index));
  const widths = shown.map((index) => Math.max(...cells.map((line) => line[index]?.length ?? 0)));
  const [first = "", ...others] = cells.map(
    (line) => `| ${shown.map((index, place) => line[index]?.padEnd(widths[place] ?? 0)).join(" | ")} |`,
  );
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  process.stdout.write(`\n${describeMachine()}\n\n${[first, rule, ...others].join("\n")}\n\n`);
}

/** One word: what a goal came to. */
export function reached(isReached: boolean): "yes" | "NO" {
  return isReached ? "yes" : "NO";
}

/** Says what is being done, beside the table. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

function isFilled(lines: string[][], index: number): boolean {
  return lines.some((line) => line[index] !== "");
}

function fileOf(name: string): string {
  return fileURLToPath(new URL(`${name}.json`, results));
}
