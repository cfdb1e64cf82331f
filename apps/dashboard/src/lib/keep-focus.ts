/** Where the focus was: the element, and its place in the list that it stands in. */
interface Place {
  element: HTMLElement;
  list: Element | null;
  index: number;
}

/** The newest last. Enough for a dialog over a dialog, and what was gone through to open it. */
const been: Place[] = [];
const mostKept = 20;

/**
 * Never lets the focus get lost. When what has it goes away (a dialog closes, a row is deleted, a menu's item was
 * chosen), it goes back to what had it before and is still there; from a row that is gone to the one in its place; and
 * where nothing is left, to the heading of the view.
 */
export function keepFocus(): void {
  document.addEventListener("focusin", ({ target }) => target instanceof HTMLElement && remember(target));
  // Who clicks beside everything left on purpose.
  document.addEventListener("click", () => {
    if (document.activeElement === document.body && been.at(-1)?.element.isConnected) been.length = 0;
  });
  let isDue = false;
  // Once whoever took it away has had their turn to set it. And not within a press of Enter, whose click would then be one on
  // what gets it back: a list of options would open again by what chose one.
  new MutationObserver(() => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      bringBack();
    });
  }).observe(document.body, { childList: true, subtree: true });
}

function remember(element: HTMLElement): void {
  if (element.hasAttribute("data-radix-focus-guard")) return;
  const row = element.closest("li, tr");
  const list = row?.parentElement ?? null;
  been.push({ element, list, index: row === null || list === null ? -1 : [...list.children].indexOf(row) });
  if (been.length > mostKept) been.shift();
}

function bringBack(): void {
  const last = been.at(-1);
  if (last === undefined || last.element.isConnected || document.activeElement !== document.body) return;
  for (const { element, list, index } of been.toReversed())
    if (takes(element) || takesInside(list, index)) return;
  const heading = document.querySelector<HTMLElement>("main h1[tabindex]");
  if (heading !== null) takes(heading);
}

/** Gives it the focus, if it is there to be seen and nothing is open over it. */
function takes(element: HTMLElement): boolean {
  if (!element.isConnected || element.closest("[inert], [aria-hidden=true]") !== null) return false;
  if (!element.checkVisibility()) return false;
  element.focus({ preventScroll: true });
  return document.activeElement === element;
}

/** The row that came into the place of one that is gone, or the last. */
function takesInside(list: Element | null, index: number): boolean {
  if (list === null || !list.isConnected) return false;
  const row = list.children[Math.min(index, list.children.length - 1)];
  return [...(row?.querySelectorAll<HTMLElement>("a[href], button, input, [tabindex]") ?? [])].some(takes);
}
