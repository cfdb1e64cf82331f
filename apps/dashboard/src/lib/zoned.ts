const dayMs = 86_400_000;

/** What a clock in `timeZone` shows at a moment, as `<input type="datetime-local">` writes it: "2026-11-25T14:05". */
export function localIn(timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

/**
 * The moment at which a clock in `timeZone` shows `local`. Of an hour that comes twice it is the first; an hour that is
 * skipped is counted on from before, so that 02:30 becomes 03:30. `null` for what is no date.
 */
export function momentIn(timeZone: string, local: string): Date | null {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return null;
  const before = new Date(asUtc - offsetAt(timeZone, asUtc - dayMs));
  const after = new Date(asUtc - offsetAt(timeZone, asUtc + dayMs));
  const [first = before] = [before, after]
    .filter((at) => localIn(timeZone, at) === local)
    .toSorted((a, b) => a.getTime() - b.getTime());
  return first;
}

/** "CET", or "GMT+3" where a zone has no letters of its own. */
export function zoneName(timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "short" }).formatToParts(at);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

/** How far a zone's clock is ahead of UTC, in milliseconds. */
function offsetAt(timeZone: string, at: number): number {
  const minute = at - (at % 60_000);
  return Date.parse(`${localIn(timeZone, new Date(minute))}Z`) - minute;
}
