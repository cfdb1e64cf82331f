/** What the address of a report says. Small, since the router reads it before the report itself is loaded. */
export const lastDays = ["30d", "90d", "365d"] as const;

/** A calendar month, `YYYY-MM`, or so many days up to now. */
export type ReportPeriod = string;

export function isMonth(period: string): boolean {
  return /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/.test(period);
}

/** What an address says of the period; `undefined` where that is none. */
export function periodOf(text: unknown): ReportPeriod | undefined {
  if (typeof text !== "string") return undefined;
  return isMonth(text) || lastDays.some((one) => one === text) ? text : undefined;
}

export const sortKeys = ["service", "uptime", "trouble", "incidents"] as const;
export type SortKey = (typeof sortKeys)[number];

/** By what a table is sorted, `-` before it: the other way round. */
export type Sort = SortKey | `-${SortKey}`;

export function sortOf(text: unknown): Sort | undefined {
  return sortKeys.flatMap((key) => [key, `-${key}` as const]).find((one) => one === text);
}
