import type { Language } from "@fanal/domain";

/** Times, days and durations as readers of one language write them, in one time zone. */
export interface Dates {
  /** "14:32 CET", and with its date when that is not `day`: "12 Nov, 14:32 CET". */
  time(at: string, day: string): string;
  /** "12 Nov 2025, 14:32 CET" */
  fullTime(at: string): string;
  /** The beginning of a window, with its weekday: "Wed 12 Nov, 14:32 CET". */
  plannedTime(at: string): string;
  /** The date (`YYYY-MM-DD`) of a moment. */
  dayOf(at: string): string;
  /** "Europe/Berlin (CET)", or only "UTC" when the zone has no other name. */
  zoneLabel(at: string): string;
  /** "12 November", of `YYYY-MM-DD` */
  day(date: string): string;
  /** "Wednesday, 12 November 2025" */
  fullDay(date: string): string;
  /** "9–11 November", or one day. */
  days(first: string, last: string): string;
  /** "November 2025", of `YYYY-MM` */
  month(month: string): string;
  /** Short and whole names of the days of a week, in the order of the calendar. */
  weekdays: { short: string; long: string }[];
  /** The first day of a week, 1 for Monday to 7 for Sunday. */
  firstWeekday: number;
}

const cache = new Map<string, Dates>();

/** @param zone an IANA name; one that this runtime does not know is read as UTC */
export function datesIn(language: Language, zone: string): Dates {
  const key = `${language} ${zone}`;
  const known = cache.get(key);
  if (known) return known;
  const made = makeDates(language, zone);
  cache.set(key, made);
  return made;
}

/** "2h 14m" in the two largest units; a minute for less. */
export function duration(language: Language, seconds: number): string {
  return durationOf(language, Math.max(1, Math.round(seconds / 60)));
}

const durations = new Map<string, string>();
/** So many are kept; then it begins anew. */
const mostDurations = 5000;

/** Writing one out takes long enough to be felt on a page with many of them. */
function durationOf(language: Language, minutes: number): string {
  const key = `${language} ${minutes}`;
  const text = durations.get(key) ?? writeDuration(language, minutes);
  if (durations.size >= mostDurations) durations.clear();
  durations.set(key, text);
  return text;
}

function writeDuration(language: Language, minutes: number): string {
  const units = {
    days: Math.floor(minutes / 1440),
    hours: Math.floor(minutes / 60) % 24,
    // Who reads "9 days" does not count minutes.
    minutes: minutes >= 1440 ? 0 : minutes % 60,
  };
  return durationFormat(language).format(units);
}

export function durationBetween(language: Language, from: string, to: string): string {
  return duration(language, (Date.parse(to) - Date.parse(from)) / 1000);
}

/** "99.98%". Cut off and never rounded up: 100% is said only of what was never down. */
export function percent(language: Language, share: number): string {
  return plainSpaces((share === 1 ? wholePercent : cutPercent)(language).format(share));
}

/** "30%": a number that somebody chose, with as many digits as it has. */
export function weight(language: Language, share: number): string {
  const format = new Intl.NumberFormat(locale(language), { style: "percent", maximumFractionDigits: 2 });
  return plainSpaces(format.format(share));
}

const wholePercent = percentFormats(0);
const cutPercent = percentFormats(2);

function percentFormats(digits: number): (language: Language) => Intl.NumberFormat {
  const formats = new Map<Language, Intl.NumberFormat>();
  return (language) => {
    const known = formats.get(language);
    if (known) return known;
    const made = new Intl.NumberFormat(locale(language), {
      style: "percent",
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      roundingMode: "trunc",
    });
    formats.set(language, made);
    return made;
  };
}

/** Plain "en" writes dates as in the United States, where nobody else reads 11/12 as they do. */
export function locale(language: Language): string {
  return language === "en" ? "en-GB" : language;
}

const durationFormats = new Map<Language, Intl.DurationFormat>();

function durationFormat(language: Language): Intl.DurationFormat {
  const known = durationFormats.get(language);
  if (known) return known;
  const made = new Intl.DurationFormat(locale(language), { style: language === "en" ? "narrow" : "short" });
  durationFormats.set(language, made);
  return made;
}

function makeDates(language: Language, zone: string): Dates {
  const timeZone = isZone(zone) ? zone : "UTC";
  const format = (options: Intl.DateTimeFormatOptions, language_ = locale(language), zone_ = timeZone) =>
    new Intl.DateTimeFormat(language_, { timeZone: zone_, ...options });
  const clockParts = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const clock = format(clockParts);
  const dated = format({ day: "numeric", month: "short", ...clockParts });
  const datedWithYear = format({ day: "numeric", month: "short", year: "numeric", ...clockParts });
  const planned = format({ weekday: "short", day: "numeric", month: "short", ...clockParts });
  const isoDay = format({ year: "numeric", month: "2-digit", day: "2-digit" }, "en-CA");
  const zoneNames = [locale(language), ...englishes].map((english) =>
    format({ timeZoneName: "short" }, english),
  );
  // Calendar days have no zone: they are counted in UTC.
  const dayFormat = format({ day: "numeric", month: "long" }, locale(language), "UTC");
  const fullDayFormat = format({ dateStyle: "full" }, locale(language), "UTC");
  const monthFormat = format({ month: "long", year: "numeric" }, locale(language), "UTC");
  const isAsian = language === "ja" || language === "zh-Hans";
  const firstWeekday = weekStart(language);

  const zoneName = (at: Date): string => {
    const names = zoneNames.map(
      (names_) => names_.formatToParts(at).find((part) => part.type === "timeZoneName")?.value ?? "",
    );
    return names.find((name) => !/^(GMT|UTC)[+-−]/.test(name)) ?? names[0] ?? "UTC";
  };
  const withZone = (text: string, at: Date) => `${plainSpaces(text)} ${zoneName(at)}`;
  const dates: Dates = {
    time(at, day) {
      const date = new Date(at);
      const ownDay = isoDay.format(date);
      if (ownDay === day) return withZone(clock.format(date), date);
      const sameYear = ownDay.slice(0, 4) === day.slice(0, 4);
      return withZone((sameYear ? dated : datedWithYear).format(date), date);
    },
    fullTime: (at) => withZone(datedWithYear.format(new Date(at)), new Date(at)),
    plannedTime: (at) => withZone(planned.format(new Date(at)), new Date(at)),
    dayOf: (at) => isoDay.format(new Date(at)),
    zoneLabel(at) {
      const short = zoneName(new Date(at));
      return short === zone ? zone : `${zone.replaceAll("_", " ")} (${short})`;
    },
    day: (date) => dayFormat.format(utcDay(date)),
    fullDay: (date) => fullDayFormat.format(utcDay(date)),
    days(first, last) {
      if (first === last) return dates.day(first);
      // These two would fall back to digits.
      if (isAsian) return `${dates.day(first)}${language === "ja" ? "～" : "–"}${dates.day(last)}`;
      const range = plainSpaces(dayFormat.formatRange(utcDay(first), utcDay(last)));
      return range.replace(/^(\d+\.?) – (\d+)/, "$1–$2");
    },
    month: (month) => monthFormat.format(utcDay(`${month}-01`)),
    weekdays: Array.from({ length: 7 }, (_, index) => {
      // 1 January 2024 was a Monday.
      const date = new Date(Date.UTC(2024, 0, firstWeekday + index));
      const name = (weekday: "short" | "long") => format({ weekday }, locale(language), "UTC").format(date);
      return { short: name("short"), long: name("long") };
    }),
    firstWeekday,
  };
  return dates;
}

/** Each English knows the short names of its own part of the world only ("CET", "EST", "AEDT", "IST"). */
const englishes = ["en-GB", "en-US", "en-CA", "en-AU", "en-NZ", "en-IN", "en-ZA"];

/** Sunday where that is the custom, Monday elsewhere, as ISO 8601 has it. */
function weekStart(language: Language): number {
  return language === "pt-BR" || language === "ja" ? 7 : 1;
}

/** Some versions of the language data put thin or fixed spaces into dates and percentages. */
function plainSpaces(text: string): string {
  return text.replaceAll(/[\u2009\u202f]/g, " ");
}

function utcDay(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** A zone that this runtime does not know must not take the page down. */
function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
