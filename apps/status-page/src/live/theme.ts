import { keepStored, readStored } from "@fanal/ui/lib/stored";
import { find, root } from "./root.ts";

const name = "fanal-page-theme";

/** Offers light, dark, or as the system has it; `theme-script.ts` has applied the choice before anything was painted. */
export function offerThemes(): void {
  const label = find<HTMLElement>("#theme");
  const select = label?.querySelector("select");
  if (!label || !select) return;
  label.hidden = false;
  select.value = readStored(name) ?? "system";
  select.onchange = () => {
    const { value } = select;
    keepStored(name, value === "system" ? null : value);
    if (value === "system") delete root.dataset.theme;
    else root.dataset.theme = value;
  };
}
