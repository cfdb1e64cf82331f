import type { Heartbeat } from "@fanal/contract";
import { agoWords, duration, untilWords } from "../../lib/time.ts";

export const units = [
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
  if (seconds % 60 !== 0) return `every ${seconds} seconds`;
  const { count, unit } = inUnits(seconds);
  const { one } = units.find(({ name }) => name === unit) ?? units[0];
  return count === 1 ? `every ${one}` : `every ${count} ${unit}`;
}

/** What became of it, in a row. */
export function stateWords({ state, pingedAt, missedAt, dueAt }: Heartbeat, now: Date): string {
  if (pingedAt === null) return "waits for its first call";
  if (state === "late" && missedAt !== null)
    return `late for ${duration(missedAt, now)}, called ${agoWords(pingedAt, now)}`;
  return `called ${agoWords(pingedAt, now)}${dueAt === null ? "" : `, late ${untilWords(dueAt, now)}`}`;
}
