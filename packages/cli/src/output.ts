import process from "node:process";
import { styleText } from "node:util";

/** What a command tells: data for scripts, and lines for people. */
export interface Told {
  data: unknown;
  lines: string[];
}

export function write({ data, lines }: Told, asJson: boolean): void {
  const text = asJson ? JSON.stringify(data, null, 2) : lines.join("\n");
  if (text !== "") process.stdout.write(`${text}\n`);
}

/** Cells under each other; what people type is told on one line, without what a terminal would obey. */
export function table(rows: string[][]): string[] {
  const cells = rows.map((row) => row.map(oneLine));
  const widths = cells.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(cell.length, widest[column] ?? 0)),
    [],
  );
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

export function heading(text: string): string {
  return styleText("bold", text);
}

/** Services write names; a terminal obeys control characters. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, " ");
}
