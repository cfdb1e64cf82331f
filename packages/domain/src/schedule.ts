import { Temporal } from "temporal-polyfill";

/** Whether a text is a local date and time to the minute, of years that databases and programs read alike. */
export function isLocalTime(text: string): boolean {
  if (!/^(19[7-9]|[2-9]\d\d)\d-\d\d-\d\dT\d\d:\d\d$/.test(text) || text.startsWith("9999")) return false;
  try {
    return Temporal.PlainDateTime.from(text).toString({ smallestUnit: "minute" }) === text;
  } catch {
    return false;
  }
}

/**
 * The moment at which clocks on the walls of `timeZone` show `local` (`2026-11-10T02:00`). What is skipped when clocks
 * go forward is as much later as they skip, and of what they show twice the first counts: `compatible`, as calendars do.
 */
export function momentOf(local: string, timeZone: string): Date {
  return new Date(
    Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone, { disambiguation: "compatible" })
      .epochMilliseconds,
  );
}

/** What clocks on the walls of `timeZone` show at a moment, to the minute: `2026-11-10T02:00`. */
export function localTimeOf(moment: Date, timeZone: string): string {
  return zoned(moment, timeZone).toPlainDateTime().toString({ smallestUnit: "minute" });
}

/** How far clocks of `timeZone` are ahead of UTC at a moment: `+01:00`. */
export function utcOffsetOf(moment: Date, timeZone: string): string {
  return zoned(moment, timeZone).offset;
}

/** How many minutes lie between two readings of the same clock on the wall, however it is changed between them. */
export function minutesBetween(localStart: string, localEnd: string): number {
  const start = Temporal.PlainDateTime.from(localStart);
  return start.until(localEnd, { largestUnit: "minutes" }).minutes;
}

/** What the clock on the wall shows so many minutes later, if nobody changes it. */
export function localTimeAfter(local: string, minutes: number): string {
  return Temporal.PlainDateTime.from(local).add({ minutes }).toString({ smallestUnit: "minute" });
}

/** "1 hour 30 minutes", "2 days": the two largest units, down to minutes. */
export function lengthInWords(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(Math.abs(milliseconds) / 60_000));
  const units: [number, string][] = [
    [Math.floor(minutes / 1440), "day"],
    [Math.floor((minutes % 1440) / 60), "hour"],
    [minutes % 60, "minute"],
  ];
  const [first, second] = units
    .filter(([count]) => count > 0)
    .slice(0, 2)
    .map(countedIn);
  return second === undefined ? (first ?? "") : `${first} ${second}`;
}

function countedIn([count, unit]: [number, string]): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** ISO 8601 to the millisecond in the zone's own offset; `Z` where the zone is UTC itself. */
export function zonedTime(moment: string, timeZone: string): string {
  const instant = Temporal.Instant.from(moment);
  const time = instant.toString({ timeZone, smallestUnit: "millisecond" });
  return /^(?:Etc\/)?(?:UTC|Zulu|Universal)$/.test(timeZone)
    ? instant.toString({ smallestUnit: "millisecond" })
    : time;
}

function zoned(moment: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone);
}
