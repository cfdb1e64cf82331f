import { limits } from "@fanal/contract";

/** A file as text: UTF-8, or what spreadsheets on Windows write. */
export async function readCsv(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The beginning of a file, to its last whole line there. */
export function beginningOf(csv: string): string {
  if (csv.length <= limits.importPreview) return csv;
  const part = csv.slice(0, limits.importPreview);
  return part.slice(0, part.lastIndexOf("\n") + 1) || part;
}

/** How many rows stand below the header. A row ends with its line, unless the line ends between quotes; empty lines are none. */
export function rowsIn(csv: string): number {
  let rows = 0;
  let isQuoted = false;
  let hasContent = false;
  for (const mark of csv) {
    if (mark === '"') isQuoted = !isQuoted;
    if ((mark === "\n" || mark === "\r") && !isQuoted) {
      if (hasContent) rows++;
      hasContent = false;
    } else if (mark.trim() !== "") hasContent = true;
  }
  return Math.max(0, rows + (hasContent ? 1 : 0) - 1);
}
