import { isLocalTime, localTimeOf, momentOf } from "@fanal/domain";
import { ownTimeZone } from "./own-time-zone.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago, as short as a row allows: "now", "14m", "3h", "Tue 14:05", "12 Nov", "12 Nov 2024". */
export function shortAge(time: string, now: Date): string {
  const at = new Date(time);
  const ago = now.getTime() - at.getTime();
  if (ago < minute) return "now";
  if (ago < hour) return `${Math.floor(ago / minute)}m`;
  if (ago < day) return `${Math.floor(ago / hour)}h`;
  if (ago < 7 * day)
    return format(at, { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const isThisYear = yearOf(at) === yearOf(now);
  return format(at, { day: "numeric", month: "short", ...(isThisYear ? {} : { year: "numeric" }) });
}

/** The same within a sentence: "now", "14m ago", "Tue 14:05". */
export function agoWords(time: string, now: Date): string {
  const age = shortAge(time, now);
  return /\d[mh]$/.test(age) ? `${age} ago` : age;
}

/** "2 h 14 min", "3 d 4 h", "< 1 min". */
export function duration(from: string, to: Date): string {
  return durationWords(to.getTime() - new Date(from).getTime());
}

/** The same of a length; what is negative counts as nothing. */
export function durationWords(milliseconds: number): string {
  if (milliseconds < minute) return "< 1 min";
  const days = Math.floor(milliseconds / day);
  const hours = Math.floor((milliseconds % day) / hour);
  const minutes = Math.floor((milliseconds % hour) / minute);
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  return `${minutes} min`;
}

/** How long until then, as short as a row allows: "in 12m", "in 3h", "in 5 d", "in 3 weeks"; "now" within the minute. */
export function untilWords(time: string, now: Date): string {
  const ahead = new Date(time).getTime() - now.getTime();
  if (ahead < minute) return "now";
  if (ahead < hour) return `in ${Math.floor(ahead / minute)}m`;
  if (ahead < day) return `in ${Math.floor(ahead / hour)}h`;
  if (ahead < 14 * day) return `in ${Math.floor(ahead / day)} d`;
  return `in ${Math.floor(ahead / (7 * day))} weeks`;
}

/** The whole date with the zone, for whoever wants to be sure. */
export function fullTime(time: string): string {
  return format(new Date(time), {
    weekday: "short",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  });
}

/** "14:32" today, else "12 Nov, 14:32". */
export function clockTime(time: string, now: Date): string {
  const at = new Date(time);
  const clock = format(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (dayOf(at) === dayOf(now)) return clock;
  const isThisYear = yearOf(at) === yearOf(now);
  const date = format(at, { day: "numeric", month: "short", ...(isThisYear ? {} : { year: "numeric" }) });
  return `${date}, ${clock}`;
}

/** "25 Nov 2026, 21:04:09", in the reader's zone, which stands beside it once for many. */
export function exactTime(time: string): string {
  return format(new Date(time), {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
}

/** The minute of a time as `<input type="datetime-local">` wants it, in the reader's zone. */
export function localInputValue(time: Date): string {
  return localTimeOf(time, ownTimeZone());
}

/** The moment that such a text means; an invalid date for one that is none. */
export function momentOfInput(local: string): Date {
  return isLocalTime(local) ? momentOf(local, ownTimeZone()) : new Date(Number.NaN);
}

/** "CET", or "GMT+3" where a zone has no letters of its own. */
export function zoneName(timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "short" }).formatToParts(at);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

/** "November 2026", to group lists by. */
export function monthOf(time: string): string {
  return format(new Date(time), { month: "long", year: "numeric" });
}

/** "26 Nov 2026" */
export function dateOf(time: Date): string {
  return format(time, { day: "numeric", month: "short", year: "numeric" });
}

function dayOf(at: Date): string {
  return localTimeOf(at, ownTimeZone()).slice(0, 10);
}

function yearOf(at: Date): string {
  return localTimeOf(at, ownTimeZone()).slice(0, 4);
}

function format(at: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: ownTimeZone(), ...options }).format(at);
}
