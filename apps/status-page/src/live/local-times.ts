import { keepStored, readStored } from "@fanal/ui/lib/stored";
import { each, find, root } from "./root.ts";

const minute = 60_000;
const hour = 60 * minute;
/** Where clocks are changed, they have been by then. */
const halfYear = 182 * 24 * hour;
const choice = "fanal-zone";

const locale = root.lang === "en" ? "en-GB" : root.lang;
const pageZone = root.dataset.zone ?? "UTC";
const ownZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
let usesOwn = readStored(choice) !== "page";

const clockParts = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const dayParts = { day: "numeric", month: "short" } as const;
const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
const clock = format(clockParts);
const dated = format({ ...dayParts, ...clockParts });
const fullParts = { ...dayParts, year: "numeric", ...clockParts } as const;
const full = format(fullParts);
const fullOfPage = format({ ...fullParts, timeZone: pageZone });
const planned = format({ weekday: "short", ...dayParts, ...clockParts });
const weekday = format({ weekday: "short", ...clockParts });
const whole = format({ dateStyle: "full", timeStyle: "short" });
const relative = new Intl.RelativeTimeFormat(locale, { style: "short", numeric: "auto" });
const isoDay = new Intl.DateTimeFormat("en-CA");

/** What each time said in the page's zone; it stays readable on hover. */
const zoned = new WeakMap<Element, string>();

/** Makes all times local to the visitor, says how long ago the recent ones are, and whose promises are late. */
export function localizeTimes(): void {
  const now = Date.now();
  each<HTMLTimeElement>("time", (time) => {
    const at = Date.parse(time.dateTime);
    const { ago: wantsAgo, asOf } = time.dataset;
    const original = zoned.get(time) ?? time.textContent;
    zoned.set(time, original);
    const text = usesOwn ? localTime(time, at, now) : pageTime(time, at, original);
    time.textContent = text + (wantsAgo === undefined ? "" : ago(now - at));
    // "As of" moves on, so what it said first no longer holds.
    time.title = usesOwn ? whole.format(at) + (asOf === undefined ? ` (${original})` : "") : "";
  });
  each(".beside", (beside) => {
    const moments = Array.from(beside.parentElement?.querySelectorAll("time") ?? [], ({ dateTime }) =>
      Date.parse(dateTime),
    );
    beside.hidden = !usesOwn || moments.every(readsAlike);
  });
  each("[data-due]", ({ dataset, children: [onTime, late] }) => {
    const isLate = now > Date.parse(dataset.due ?? "");
    onTime?.toggleAttribute("hidden", isLate);
    late?.toggleAttribute("hidden", !isLate);
  });
}

/** The page says whose clock it shows, and offers the other. */
export function offerZones(): void {
  const notice = find<HTMLElement>("#zone");
  const button = notice?.querySelector("button");
  const sentence = notice?.querySelector("span");
  if (!notice || !button || !sentence) return;
  const ofPage = sentence.textContent;
  const show = () => {
    sentence.textContent = usesOwn
      ? (notice.dataset.own?.replace("%", ownZone.replaceAll("_", " ")) ?? "")
      : ofPage;
    button.textContent = (usesOwn ? button.dataset.usePage : button.dataset.useOwn) ?? "";
    localizeTimes();
  };
  const now = Date.now();
  button.hidden = [now, now + halfYear].every(readsAlike);
  button.onclick = () => {
    usesOwn = !usesOwn;
    keepStored(choice, usesOwn ? null : "page");
    show();
  };
  show();
}

function localTime(time: HTMLTimeElement, at: number, now: number): string {
  const { full: wantsFull, planned: wantsPlanned, from } = time.dataset;
  if (wantsFull !== undefined) return full.format(at);
  if (wantsPlanned !== undefined) return planned.format(at);
  const day = from
    ? isoDay.format(Date.parse(from))
    : (time.closest<HTMLElement>("[data-day]")?.dataset.day ?? isoDay.format(now));
  if (isoDay.format(at) === day) return clock.format(at);
  const age = now - at;
  if (!from && age >= 0 && age < 144 * hour) return weekday.format(at);
  return (isoDay.format(at).slice(0, 4) === day.slice(0, 4) ? dated : full).format(at);
}

/** Whether both clocks show the same at a moment; one zone has many names, so names tell nothing. */
function readsAlike(at: number): boolean {
  return full.format(at) === fullOfPage.format(at);
}

/** As the server wrote it; but for "as of", which has moved on since, and keeps only the name of the zone. */
function pageTime({ dataset }: HTMLTimeElement, at: number, original: string): string {
  if (dataset.asOf === undefined) return original;
  const inZone = format({
    ...(dataset.full === undefined ? {} : { ...dayParts, year: "numeric" }),
    ...clockParts,
    timeZone: pageZone,
  });
  return `${inZone.format(at)} ${original.split(" ").at(-1)}`;
}

function ago(passed: number): string {
  if (passed < 0 || passed >= 24 * hour) return "";
  const [count, unit] =
    passed < minute
      ? ([0, "second"] as const)
      : passed < hour
        ? ([Math.floor(passed / minute), "minute"] as const)
        : ([Math.floor(passed / hour), "hour"] as const);
  return ` · ${relative.format(-count, unit)}`;
}
