import { each, find, root } from "./root.ts";

const dayMs = 86_400_000;
const fullDay = new Intl.DateTimeFormat(root.lang === "en" ? "en-GB" : root.lang, {
  dateStyle: "full",
  timeZone: "UTC",
});
/** Status words by the letters of a strip. */
const words: Record<string, string> = JSON.parse(root.dataset.letters ?? "{}");
const isRtl = root.dir === "rtl";

const card = document.createElement("div");
card.className = "day-card";
const pick = document.createElement("i");
pick.className = "pick";

interface Day {
  strip: HTMLElement;
  index: number;
  date: string;
  letter: string;
  /** What is told of the day: an entry of the list, or a row of the table. */
  told: Element | null;
}

/** Makes each strip one control: a slider over its days. */
export function prepareStrips(within: ParentNode): void {
  each(
    ".strip",
    (strip) => {
      const { length } = lettersOf(strip);
      strip.tabIndex = 0;
      strip.role = "slider";
      strip.ariaLabel = labelOf(strip);
      strip.ariaValueMin = "0";
      strip.ariaValueMax = String(length - 1);
      strip.ariaValueNow = String(length - 1);
      strip.ariaValueText = valueText(dayAt(strip, length - 1));
    },
    within,
  );
}

/** The service, its uptime, and how many days had trouble: as they stand around the strip. */
function labelOf(strip: HTMLElement): string {
  const around = strip.closest("li, #fragment-whole");
  return [".name a, h1 span", ".uptime", ".troubles summary"]
    .map((part) => around?.querySelector(part)?.firstChild?.textContent?.trim())
    .filter(Boolean)
    .join(", ");
}

/** Days are picked by pointer or keys; a card says what was, and Enter or a click leads there. */
export function followStrips(): void {
  document.addEventListener("pointermove", ({ target, clientX, pointerType }) => {
    const strip = stripOf(target);
    if (strip && pointerType === "mouse") show(dayUnder(strip, clientX));
    else if (!strip && !isInside(target) && !card.parentElement?.contains(document.activeElement)) hide();
  });
  document.addEventListener("click", (event) => {
    const strip = stripOf(event.target);
    if (!strip) {
      if (!isInside(event.target)) hide();
      return;
    }
    const day = dayUnder(strip, event.clientX);
    show(day);
    if (event instanceof PointerEvent && event.pointerType === "mouse") open(day);
  });
  document.addEventListener("focusin", ({ target }) => {
    const strip = stripOf(target);
    if (strip?.matches(":focus-visible")) show(dayAt(strip, Number(strip.ariaValueNow)));
    else if (!isInside(target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    const strip = stripOf(event.target);
    if (!strip) return;
    const last = lettersOf(strip).length - 1;
    const now = Number(strip.ariaValueNow);
    const step = steps[event.key];
    if (event.key === "Enter") open(dayAt(strip, now));
    else if (step === undefined) return;
    else show(dayAt(strip, Math.min(last, Math.max(firstSeen(strip), now + step))));
    event.preventDefault();
  });
}

const forward = isRtl ? -1 : 1;
const steps: Record<string, number> = {
  ArrowLeft: -forward,
  ArrowRight: forward,
  ArrowUp: 1,
  ArrowDown: -1,
  PageUp: 7,
  PageDown: -7,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

function show(day: Day): void {
  const { strip, index, told } = day;
  const host = strip.parentElement;
  if (!host || (card.parentElement === host && strip.ariaValueNow === String(index))) return;
  strip.ariaValueNow = String(index);
  strip.ariaValueText = valueText(day);
  const title = document.createElement("strong");
  title.textContent = fullDay.format(Date.parse(day.date));
  const details = [...(told?.querySelectorAll("[data-detail]") ?? [])].flatMap((detail) =>
    [...detail.childNodes].map((node) => node.cloneNode(true)),
  );
  card.replaceChildren(title, ...(details.length > 0 ? details : [words[day.letter] ?? ""]));
  strip.append(pick);
  host.append(card);
  place(day);
}

/** The card stands under its day, inside of the strip's room. */
function place({ strip, index }: Day): void {
  const { left, width } = drawn(strip);
  const room = strip.getBoundingClientRect();
  const dayWidth = width / lettersOf(strip).length;
  const fromStart = (isRtl ? width - (index + 1) * dayWidth : index * dayWidth) + left - room.left;
  pick.style.left = `${fromStart}px`;
  pick.style.width = `${dayWidth}px`;
  const middle = fromStart + dayWidth / 2 - card.offsetWidth / 2;
  card.style.left = `${Math.max(0, Math.min(middle, room.width - card.offsetWidth))}px`;
}

function hide(): void {
  card.remove();
  pick.remove();
}

/** The day's place in the story: on the page of its service. */
function open({ strip, date, told }: Day): void {
  if (!told) return;
  const address = new URL(`services/${strip.dataset.service}#day-${date}`, document.baseURI);
  address.search = location.search;
  location.href = address.href;
}

function dayUnder(strip: HTMLElement, x: number): Day {
  const { left, width } = drawn(strip);
  const { length } = lettersOf(strip);
  const share = (x - left) / width;
  const index = Math.floor((isRtl ? 1 - share : share) * length);
  return dayAt(strip, Math.min(length - 1, Math.max(0, index)));
}

function dayAt(strip: HTMLElement, index: number): Day {
  const letters = lettersOf(strip);
  const until = Date.parse(strip.dataset.until ?? "");
  const date = new Date(until - (letters.length - 1 - index) * dayMs).toISOString().slice(0, 10);
  const told = strip.parentElement?.querySelector(`[data-date="${date}"]`) ?? find(`tr#day-${date}`);
  return { strip, index, date, letter: letters.charAt(index), told };
}

function valueText({ date, letter, told }: Day): string {
  const detail = told?.querySelector("[data-detail]")?.textContent ?? words[letter] ?? "";
  return `${fullDay.format(Date.parse(date))}: ${detail}`;
}

/** `o88p2`, written out. */
function lettersOf(strip: HTMLElement): string {
  return (strip.dataset.days ?? "").replace(/(\D)(\d+)/g, (_, letter: string, count: string) =>
    letter.repeat(Number(count)),
  );
}

/** Where little room is, the oldest days lie outside of the strip. */
function firstSeen(strip: HTMLElement): number {
  const { width } = drawn(strip);
  const { length } = lettersOf(strip);
  return length - Math.round((length * strip.clientWidth) / width);
}

function drawn(strip: HTMLElement): DOMRect {
  return (strip.firstElementChild ?? strip).getBoundingClientRect();
}

function stripOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(".strip") : null;
}

function isInside(target: EventTarget | null): boolean {
  return target instanceof Node && (card.parentElement?.contains(target) ?? false);
}
