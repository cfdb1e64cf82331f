import { type Lasted, type UptimeRule, weighed } from "./uptime.ts";

/** Service level targets lie between these, in percent, with at most so many decimals. */
export const slaTargetBounds = { least: 50, most: 100, decimals: 3 } as const;

export const serviceLevelStates = ["on_track", "met", "missed", "no_data"] as const;
export type ServiceLevelState = (typeof serviceLevelStates)[number];

export const serviceLevelStateLabels: Record<ServiceLevelState, string> = {
  on_track: "On track",
  met: "Met",
  missed: "Missed",
  no_data: "No data",
};

/** What became of a service in one calendar month, in milliseconds. */
export interface MonthMeasured {
  lasted: Lasted;
  /** What of the month is to come. */
  ahead: number;
}

/** How a service stands to its target in one calendar month, in milliseconds. */
export interface ServiceLevel {
  state: ServiceLevelState;
  /** The downtime that the target allows: of all the time that counts, what is to come of the month included. */
  budget: number;
  /** Weighted downtime so far. */
  spent: number;
  /** Less than nothing once the target is missed. */
  remaining: number;
}

/**
 * A target is missed as soon as more is spent than the budget of the whole month, and met once the month is over without that.
 *
 * @param slaTarget percentage of the time that counts in which the service is up
 */
export function serviceLevel(
  { lasted, ahead }: MonthMeasured,
  slaTarget: number,
  rule: UptimeRule,
): ServiceLevel {
  const { counted, down } = weighed(lasted, rule);
  // Whole thousandths: 100 − 99.9 is no 0.1 in binary.
  const allowed = 100_000 - Math.round(slaTarget * 1000);
  const budget = Math.round(((counted + ahead) * allowed) / 100_000);
  const spent = Math.round(down);
  const remaining = budget - spent;
  return { state: stateOf({ counted, ahead, remaining }), budget, spent, remaining };
}

/** Whether less than a quarter of the budget is left. */
export function isBudgetLow({ budget, remaining }: Pick<ServiceLevel, "budget" | "remaining">): boolean {
  return remaining * 4 < budget;
}

function stateOf(month: { counted: number; ahead: number; remaining: number }): ServiceLevelState {
  if (month.counted + month.ahead === 0) return "no_data";
  if (month.remaining < 0) return "missed";
  return month.ahead > 0 ? "on_track" : "met";
}
