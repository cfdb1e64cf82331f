import { swapFragment } from "./fragments.ts";
import { localizeTimes } from "./local-times.ts";
import { find, root } from "./root.ts";

const notice = find<HTMLElement>("#stale");
const noticeTime = notice?.querySelector("time");
const tabIcon = find<HTMLLinkElement>("link[rel=icon]");
let icon = tabIcon?.href;

/** Since when the page on screen cannot be confirmed, in milliseconds. */
export let staleSince = root.dataset.stale === undefined ? undefined : Date.parse(noticeTime?.dateTime ?? "");

export interface Change {
  fragments: Record<string, string>;
  title: string;
  icon: string;
  announcement: string;
}

export function show(change: Change): void {
  for (const [id, html] of Object.entries(change.fragments)) swapFragment(id, html);
  document.title = change.title;
  icon = change.icon;
  showIcon();
  localizeTimes();
  announce(change.announcement);
}

/** Moves "as of" on: the page was known to be right at that moment. */
export function showConfirmed(at: number): void {
  for (const time of document.querySelectorAll<HTMLTimeElement>("time[data-as-of]")) setTime(time, at);
  localizeTimes();
}

/** Says that the page cannot be confirmed since a moment, or takes that back. */
export function showStale(since: number | undefined): void {
  if (since === staleSince || !notice) return;
  staleSince = since;
  const isStale = since !== undefined;
  root.toggleAttribute("data-stale", isStale);
  notice.hidden = !isStale;
  showIcon();
  if (!isStale) return;
  setTime(noticeTime, since);
  localizeTimes();
  announce(notice.textContent);
}

/** A page with an icon of its own keeps it; any other has the sign of its status. */
function showIcon(): void {
  const { unknownIcon } = root.dataset;
  const next = staleSince === undefined ? icon : unknownIcon;
  if (tabIcon && unknownIcon && next) tabIcon.href = next;
}

function announce(sentence: string): void {
  if (sentence) find("#announcer")?.replaceChildren(sentence);
}

function setTime(time: HTMLTimeElement | null | undefined, at: number): void {
  if (time) time.dateTime = new Date(at).toISOString();
}
