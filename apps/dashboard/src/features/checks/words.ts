import type { Check, CheckResult } from "@fanal/contract";
import { agoWords, duration } from "../../lib/time.ts";

/** How a check does, in a row. */
export function stateWords(check: Check, now: Date): string {
  const { state, lastResult, downSince } = check;
  if (state === "paused") return "paused";
  if (lastResult === null) return "runs for the first time";
  if (state === "down" && downSince !== null)
    return `down for ${duration(downSince, now)}${lastResult.isUp ? ", answers again" : ""}`;
  return `${responseWords(lastResult)}, checked ${agoWords(lastResult.at, now)}`;
}

/** "123 ms"; "failed" where the answer was not as expected, or there was none. */
export function responseWords({ isUp, responseMs }: CheckResult): string {
  return isUp && responseMs !== null ? `${responseMs.toLocaleString("en")} ms` : "failed";
}

/** What is wrong just now, whether it is confirmed or not; `null`: nothing. */
export function problemWords({ state, lastResult, failuresToConfirm }: Check): string | null {
  if (state === "paused" || lastResult === null || lastResult.problem === null) return null;
  if (state === "down") return lastResult.problem;
  return `${lastResult.problem} It counts as down after ${failuresToConfirm} failures in a row.`;
}
