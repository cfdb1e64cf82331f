const minute = 60_000;
const hour = 60 * minute;

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("en-GB", options);
const clock = format({ timeStyle: "short" });
const day = format({ day: "numeric", month: "short" });
const weekday = format({ weekday: "short" });
const whole = format({ dateStyle: "full", timeStyle: "short" });
const isoDay = new Intl.DateTimeFormat("en-CA");

/** What each time said in the page's zone; it stays readable on hover. */
const zoned = new WeakMap<Element, string>();

/** Makes all times local to the visitor and says how long ago the recent ones are. */
export function localizeTimes(): void {
  const now = Date.now();
  for (const time of document.querySelectorAll("time")) {
    const at = Date.parse(time.dateTime);
    const { ago: wantsAgo, asOf } = time.dataset;
    const original = zoned.get(time) ?? time.textContent;
    zoned.set(time, original);
    const surroundings = time.closest<HTMLElement>("[data-day]")?.dataset.day ?? isoDay.format(now);
    time.textContent = localTime(at, now, surroundings) + (wantsAgo === undefined ? "" : ago(now - at));
    // "As of" moves on, so what it said first no longer holds.
    time.title = whole.format(at) + (asOf === undefined ? ` (${original})` : "");
  }
}

/** The page says whose clock it shows; from now on it is the visitor's. */
export function nameLocalZone(): void {
  const zone = clock.resolvedOptions().timeZone.replaceAll("_", " ");
  const notice = document.querySelector<HTMLElement>("#zone");
  notice?.querySelector("span")?.replaceChildren(notice.dataset.own?.replace("%", zone) ?? "");
}

function localTime(at: number, now: number, surroundings: string): string {
  const time = clock.format(at);
  if (isoDay.format(at) === surroundings) return time;
  return now - at < 144 * hour ? `${weekday.format(at)} ${time}` : `${day.format(at)}, ${time}`;
}

function ago(passed: number): string {
  if (passed < minute) return " · now";
  if (passed < hour) return ` · ${Math.floor(passed / minute)}m ago`;
  return passed < 24 * hour ? ` · ${Math.floor(passed / hour)}h ago` : "";
}
