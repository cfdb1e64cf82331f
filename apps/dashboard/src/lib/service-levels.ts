import type { ServiceLevel } from "@fanal/contract";
import { query } from "./api.ts";
import { durationWords } from "./time.ts";

/** While something is down its budget runs out, and no event tells of that. */
const askAgainMs = 60_000;

/** How services stand to their targets in a month, the present one without; services that have none are not in it. */
export function serviceLevelsQuery(organization: string, month?: string) {
  return query.reports.serviceLevels.queryOptions({
    input: { organization, ...(month === undefined ? {} : { month }) },
    refetchInterval: ({ state }) => ((state.data?.length ?? 0) > 0 ? askAgainMs : false),
  });
}

/** "12 min left", "missed by 3 h" */
export function budgetWords({ remainingSeconds }: Pick<ServiceLevel, "remainingSeconds">): string {
  const length = durationWords(Math.abs(remainingSeconds) * 1000);
  return remainingSeconds < 0 ? `missed by ${length}` : `${remainingSeconds === 0 ? "nothing" : length} left`;
}

/** "99.9%" */
export function targetWords(slaTarget: number): string {
  return `${slaTarget.toLocaleString("en-GB", { maximumFractionDigits: 3 })}%`;
}
