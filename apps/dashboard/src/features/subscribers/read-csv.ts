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
