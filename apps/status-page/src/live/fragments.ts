import { prepare } from "./prepare.ts";
import { each } from "./root.ts";

/** Whether each fold was open as the server sent it: only what the visitor changed is kept over a swap. */
const sentOpen = new WeakMap<HTMLElement, boolean>();

export function rememberFolds(within: ParentNode): void {
  each<HTMLDetailsElement>("details", (fold) => sentOpen.set(fold, fold.open), within);
}

/** Puts new HTML into `#fragment-{id}`; folds, focus and the reader's place stay, and what changed is tinted once. */
export function swapFragment(id: string, html: string): void {
  const host = document.querySelector(`#fragment-${id}`);
  if (!host) return;
  const before = new Map<string | undefined, HTMLElement>();
  each("[data-key]", (element) => before.set(element.dataset.key, element), host);
  const focused = document.activeElement;
  const owner = focused && host.contains(focused) && focused.closest<HTMLElement>("[data-key]");
  host.innerHTML = html;
  rememberFolds(host);
  prepare(host);
  each(
    "[data-key]",
    (element) => {
      const old = before.get(element.dataset.key);
      if (
        element instanceof HTMLDetailsElement &&
        old instanceof HTMLDetailsElement &&
        old.open !== sentOpen.get(old)
      ) {
        element.open = old.open;
      }
      if (element.dataset.state !== old?.dataset.state) element.classList.add("changed");
      if (owner && old === owner) focusIn(element, focused);
    },
    host,
  );
  if (focused?.id && focused !== document.activeElement) document.getElementById(focused.id)?.focus();
}

/** Focus goes to what stands where it was: the same kind of element in what has the same key. */
function focusIn(element: HTMLElement, { localName, className }: Element): void {
  const same = className === "strip" ? ".strip" : localName;
  element.querySelector<HTMLElement>(same)?.focus({ preventScroll: true });
}
