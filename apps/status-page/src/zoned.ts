/** Times and days as a page's time zone has them. The language of the page is English for now. */

const locale = "en-GB";
const minute = 60_000;

interface Formats {
  clock: Intl.DateTimeFormat;
  day: Intl.DateTimeFormat;
  dayAndYear: Intl.DateTimeFormat;
  isoDay: Intl.DateTimeFormat;
  zoneNames: Intl.DateTimeFormat[];
}

const cache = new Map<string, Formats>();

/** "14:32 CET", and with its date when that is not `day`: "12 Nov, 14:32 CET". */
export function timeIn(zone: string, at: string, day: string): string {
  const date = new Date(at);
  const formats = formatsOf(zone);
  const clock = `${formats.clock.format(date)} ${zoneName(formats, date)}`;
  const ownDay = formats.isoDay.format(date);
  if (ownDay === day) return clock;
  const format = ownDay.slice(0, 4) === day.slice(0, 4) ? formats.day : formats.dayAndYear;
  return `${format.format(date)}, ${clock}`;
}

/** "12 Nov 2025, 14:32 CET" */
export function fullTimeIn(zone: string, at: string): string {
  const date = new Date(at);
  const formats = formatsOf(zone);
  return `${formats.dayAndYear.format(date)}, ${formats.clock.format(date)} ${zoneName(formats, date)}`;
}

/** The date (`YYYY-MM-DD`) of a moment in a zone. */
export function dayIn(zone: string, at: string): string {
  return formatsOf(zone).isoDay.format(new Date(at));
}

/** "Europe/Berlin (CET)", or only "UTC" when the zone has no other name. */
export function zoneLabel(zone: string, at: string): string {
  const short = zoneName(formatsOf(zone), new Date(at));
  return short === zone ? zone : `${zone.replaceAll("_", " ")} (${short})`;
}

/** "2 h 14 min", in the two largest units; "1 min" for less. */
export function duration(from: string, to: string): string {
  const minutes = Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / minute));
  const parts: [number, string][] = [
    [Math.floor(minutes / 1440), "d"],
    [Math.floor(minutes / 60) % 24, "h"],
    [minutes % 60, "min"],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}

function formatsOf(zone: string): Formats {
  const known = cache.get(zone);
  if (known) return known;
  const timeZone = isZone(zone) ? zone : "UTC";
  const format = (options: Intl.DateTimeFormatOptions, language = locale) =>
    new Intl.DateTimeFormat(language, { timeZone, ...options });
  const formats: Formats = {
    clock: format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
    day: format({ day: "numeric", month: "short" }),
    dayAndYear: format({ day: "numeric", month: "short", year: "numeric" }),
    isoDay: format({ year: "numeric", month: "2-digit", day: "2-digit" }, "en-CA"),
    // Each English knows the short names of its own part of the world only ("CET", "EST", "AEDT", "IST").
    zoneNames: ["en-GB", "en-US", "en-CA", "en-AU", "en-NZ", "en-IN", "en-ZA"].map((language) =>
      format({ timeZoneName: "short" }, language),
    ),
  };
  cache.set(zone, formats);
  return formats;
}

function zoneName({ zoneNames }: Formats, date: Date): string {
  const names = zoneNames.map(
    (format) => format.formatToParts(date).find((part) => part.type === "timeZoneName")?.value ?? "",
  );
  return names.find((name) => !/^(GMT|UTC)[+-−]/.test(name)) ?? names[0] ?? "UTC";
}

/** A zone that this runtime does not know must not take the page down. */
function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat(locale, { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
