import { each, find } from "./root.ts";

let query = "";

/** Finds services by name where there are many. */
export function filterOnInput(): void {
  document.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.id !== "filter") return;
    query = target.value.trim().toLowerCase();
    applyFilter();
  });
}

/** Shows the field, and hides what does not match; what comes in later is filtered too. */
export function applyFilter(): void {
  const input = find<HTMLInputElement>("#filter");
  if (!input) return;
  if (input.parentElement) input.parentElement.hidden = false;
  if (input !== document.activeElement) input.value = query;
  let found = 0;
  each<HTMLDetailsElement>("#fragment-services .card", (group) => {
    let inGroup = 0;
    each(
      ".services > li",
      (service) => {
        const isMatch = service.querySelector(".name")?.textContent.toLowerCase().includes(query);
        service.hidden = !isMatch;
        if (isMatch) inGroup++;
      },
      group,
    );
    group.hidden = inGroup === 0;
    if (query && inGroup > 0) group.open = true;
    found += inGroup;
  });
  const none = find<HTMLElement>("#filter-none");
  if (none) none.textContent = found === 0 ? (none.dataset.none ?? "") : "";
}
