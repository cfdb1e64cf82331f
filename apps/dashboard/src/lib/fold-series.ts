import type { MaintenanceSummary } from "@fanal/contract";

export interface FoldedMaintenance {
  maintenance: MaintenanceSummary;
  /** How many later ones of its series are folded under it. */
  folded: number;
}

/**
 * Of each series only the next one, so that what repeats every week does not hide what happens once. Those that were
 * changed on their own are no longer like the others, and stay; so does every one of an opened series.
 */
export function foldSeries(
  maintenances: MaintenanceSummary[],
  opened: ReadonlySet<string> = new Set(),
): FoldedMaintenance[] {
  const firsts = new Map<string, FoldedMaintenance>();
  const lines: FoldedMaintenance[] = [];
  for (const maintenance of maintenances) {
    const { series } = maintenance;
    const first = series === null ? undefined : firsts.get(series.id);
    if (series !== null && first !== undefined && !series.isDetached && !opened.has(series.id)) {
      first.folded++;
      continue;
    }
    const line = { maintenance, folded: 0 };
    if (series !== null && first === undefined) firsts.set(series.id, line);
    lines.push(line);
  }
  return lines;
}
