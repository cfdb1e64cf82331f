/** Whether each fold was open as the server sent it: only what the visitor changed is kept over a swap. */
const sentOpen = new WeakMap<HTMLDetailsElement, boolean>();

export function rememberFolds(root: ParentNode): void {
  for (const fold of root.querySelectorAll("details")) sentOpen.set(fold, fold.open);
}

/** Puts new HTML into `#fragment-{id}`; folds, focus and the reader's place stay, and what changed is tinted once. */
export function swapFragment(id: string, html: string): void {
  const host = document.querySelector(`#fragment-${id}`);
  if (!host) return;
  const before = new Map(
    [...host.querySelectorAll<HTMLElement>("[data-key]")].map((element) => [keyOf(element), element]),
  );
  const focused = document.activeElement;
  const owner = focused && host.contains(focused) && focused.closest<HTMLElement>("[data-key]");
  host.innerHTML = html;
  rememberFolds(host);
  for (const element of host.querySelectorAll<HTMLElement>("[data-key]")) {
    const old = before.get(keyOf(element));
    if (
      element instanceof HTMLDetailsElement &&
      old instanceof HTMLDetailsElement &&
      old.open !== sentOpen.get(old)
    ) {
      element.open = old.open;
    }
    if (element.dataset.state !== old?.dataset.state) element.classList.add("changed");
    if (owner && old === owner)
      element.querySelector<HTMLElement>(focused.localName)?.focus({ preventScroll: true });
  }
}

function keyOf(element: HTMLElement): string | undefined {
  return element.dataset.key;
}
