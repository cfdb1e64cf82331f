import { hideDismissed } from "./announcements.ts";
import { applyFilter } from "./filter.ts";
import { keepLanguage } from "./language.ts";
import { prepareStrips } from "./strips.ts";

/** What HTML needs from the script when it comes in, at first and with each swap. */
export function prepare(within: ParentNode): void {
  prepareStrips(within);
  hideDismissed();
  applyFilter();
  keepLanguage(within);
}
