import type { Heartbeat } from "@fanal/contract";
import { agoWords, duration, untilWords } from "../../lib/time.ts";

/** What became of it, in a row. */
export function stateWords({ state, pingedAt, missedAt, dueAt }: Heartbeat, now: Date): string {
  if (pingedAt === null) return "waits for its first call";
  if (state === "late" && missedAt !== null)
    return `late for ${duration(missedAt, now)}, called ${agoWords(pingedAt, now)}`;
  return `called ${agoWords(pingedAt, now)}${dueAt === null ? "" : `, late ${untilWords(dueAt, now)}`}`;
}
