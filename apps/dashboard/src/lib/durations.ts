export const units = [
  { name: "seconds", one: "second", seconds: 1 },
  { name: "minutes", one: "minute", seconds: 60 },
  { name: "hours", one: "hour", seconds: 3_600 },
  { name: "days", one: "day", seconds: 86_400 },
] as const;
export type UnitName = (typeof units)[number]["name"];

/** How long, in the largest unit that it is a whole number of: 90 minutes, 2 hours, 1 day. */
export function inUnits(seconds: number): { count: number; unit: UnitName } {
  const unit = units.findLast((one) => seconds >= one.seconds && seconds % one.seconds === 0) ?? units[0];
  return { count: seconds / unit.seconds, unit: unit.name };
}

/** The other way round. */
export function secondsOf(count: number, name: UnitName): number {
  const unit = units.find((one) => one.name === name) ?? units[0];
  return Math.round(count * unit.seconds);
}

/** "every hour", "every 90 minutes". */
export function everyWords(seconds: number): string {
  const { count, unit } = inUnits(seconds);
  const { one } = units.find(({ name }) => name === unit) ?? units[0];
  return count === 1 ? `every ${one}` : `every ${count} ${unit}`;
}

/** A time as it stands in a form. */
export interface TypedDuration {
  count: string;
  unit: UnitName;
}

export function typed(seconds: number): TypedDuration {
  const { count, unit } = inUnits(seconds);
  return { count: String(count), unit };
}

/** Not a number where none was typed, which no schema takes. */
export function secondsIn({ count, unit }: TypedDuration): number {
  return count.trim() === "" ? Number.NaN : secondsOf(Number(count), unit);
}
