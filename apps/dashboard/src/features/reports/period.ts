import { dateOf, shiftDate } from "@fanal/domain";
import { isMonth, lastDays, type ReportPeriod } from "./search.ts";

/** Months that are offered to choose from. */
const monthsOffered = 24;

/** The month that it is now in a zone. */
export function presentMonth(now: Date, timeZone: string): string {
  return dateOf(now.getTime(), timeZone).slice(0, 7);
}

/** What the server is asked for: days of up to a quarter, months of a year. */
export function askedOf(
  period: ReportPeriod,
  now: Date,
  timeZone: string,
): { from: string; to?: string; by: "day" | "month" } {
  if (isMonth(period)) return { from: `${period}-01`, to: shiftDate(`${period}-01`, 1, "month"), by: "day" };
  const days = Number.parseInt(period, 10);
  const from = shiftDate(dateOf(now.getTime(), timeZone), 1 - days, "day");
  return { from, by: days > 92 ? "month" : "day" };
}

/** "November 2026", "Last 30 days" */
export function periodWords(period: ReportPeriod): string {
  return isMonth(period) ? monthWords(period) : `Last ${Number.parseInt(period, 10)} days`;
}

export function monthWords(month: string, style: "long" | "short" = "long"): string {
  return atNoon(`${month}-01`, { month: style, year: "numeric" });
}

/** "26 Nov" of a day on the calendar, or "Nov 2026" of the month that begins there. */
export function dateWords(date: string, by: "day" | "month"): string {
  return by === "month"
    ? monthWords(date.slice(0, 7), "short")
    : atNoon(date, { day: "numeric", month: "short" });
}

/** Periods to choose from, the months newest first. */
export function periodChoices(now: Date, timeZone: string): { last: ReportPeriod[]; months: ReportPeriod[] } {
  const first = `${presentMonth(now, timeZone)}-01`;
  const months = Array.from({ length: monthsOffered }, (_, back) =>
    shiftDate(first, -back, "month").slice(0, 7),
  );
  return { last: [...lastDays], months };
}

function atNoon(date: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options }).format(new Date(`${date}T12:00Z`));
}
