import { localTimeOf, utcOffsetOf } from "@fanal/domain";

/** "Tue 10 Nov, 02:00", with the year where it is another one. */
export function zonedTime(at: Date, timeZone: string, now: Date): string {
  return `${zonedDate(at, timeZone, now)}, ${zonedClock(at, timeZone)}`;
}

/** "Tue 10 Nov" */
export function zonedDate(at: Date, timeZone: string, now: Date): string {
  const isThisYear = localTimeOf(at, timeZone).slice(0, 4) === localTimeOf(now, timeZone).slice(0, 4);
  const options: Intl.DateTimeFormatOptions = {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    ...(isThisYear ? {} : { year: "numeric" }),
  };
  return new Intl.DateTimeFormat("en-GB", options).format(at).replace(",", "");
}

/** "02:00" */
export function zonedClock(at: Date, timeZone: string): string {
  return localTimeOf(at, timeZone).slice(11);
}

/** "Tue 10 Nov, 02:00–04:00", or with both dates where they differ. */
export function zonedWindow(startsAt: Date, endsAt: Date, timeZone: string, now: Date): string {
  const start = zonedTime(startsAt, timeZone, now);
  const isSameDay =
    localTimeOf(startsAt, timeZone).slice(0, 10) === localTimeOf(endsAt, timeZone).slice(0, 10);
  return isSameDay
    ? `${start}–${zonedClock(endsAt, timeZone)}`
    : `${start} – ${zonedTime(endsAt, timeZone, now)}`;
}

/** "UTC+01:00", "UTC−04:00", "UTC" */
export function offsetWords(at: Date, timeZone: string): string {
  const offset = utcOffsetOf(at, timeZone);
  return offset === "+00:00" ? "UTC" : `UTC${offset.replace("-", "−")}`;
}
