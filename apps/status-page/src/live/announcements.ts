import { keepStored, readStored } from "@fanal/ui/lib/stored";
import { each, find } from "./root.ts";

const name = "fanal-dismissed";
/** More is not kept: the oldest are long off the page. */
const most = 50;

/** Offers to put announcements away, and hides those that this browser has put away. */
export function hideDismissed(): void {
  const dismissed = readDismissed();
  each("[data-announcement]", (element) => {
    element.hidden = dismissed.includes(element.dataset.announcement ?? "");
    each(
      "[data-dismiss]",
      (button) => {
        button.hidden = false;
      },
      element,
    );
  });
}

export function dismissOnClick(): void {
  document.addEventListener("click", ({ target }) => {
    const element =
      target instanceof Element &&
      target.closest("[data-dismiss]")?.closest<HTMLElement>("[data-announcement]");
    if (!element) return;
    keepStored(name, [...readDismissed(), element.dataset.announcement].slice(-most).join());
    hideDismissed();
    // Focus must not fall out of the page with the button.
    const next = find<HTMLElement>("[data-announcement]:not([hidden]) [data-dismiss]");
    (next ?? find<HTMLElement>("main"))?.focus();
  });
}

function readDismissed(): string[] {
  return readStored(name)?.split(",") ?? [];
}
