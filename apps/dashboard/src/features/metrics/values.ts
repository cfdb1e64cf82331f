import type { Metric } from "@fanal/contract";

type Written = Pick<Metric, "unit" | "decimals">;

/** "1,204.5 ms", "98%": with the digits that the metric asks for. */
export function valueWords(value: number, { unit, decimals }: Written): string {
  const digits = value.toLocaleString("en-GB", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return unit === "" || unit === "%" ? digits + unit : `${digits}\u00a0${unit}`;
}

/** "12.5k": for an axis, which has little room. */
export function shortValue(value: number): string {
  return value.toLocaleString("en-GB", { notation: "compact", maximumSignificantDigits: 3 });
}

const hourMs = 3_600_000;

/** Where an axis of time has its marks: whole hours of a day by the reader's clock, or midnights. */
export function timeTicks(fromMs: number, untilMs: number, everyHours: number): number[] {
  const first = new Date(fromMs);
  first.setMinutes(0, 0, 0);
  if (everyHours >= 24) first.setHours(0);
  else first.setHours(Math.floor(first.getHours() / everyHours) * everyHours);
  const ticks: number[] = [];
  for (const at = first; at.getTime() < untilMs; next(at, everyHours))
    if (at.getTime() >= fromMs) ticks.push(at.getTime());
  return ticks;
}

/** Days are as long as the clock says. */
function next(at: Date, hours: number): void {
  if (hours % 24 === 0) at.setDate(at.getDate() + hours / 24);
  else at.setTime(at.getTime() + hours * hourMs);
}
