import { each } from "./root.ts";

const name = "lang";
const chosen = new URLSearchParams(location.search).get(name);

/** Who chose a language by the address keeps it on the next document. */
export function keepLanguage(within: ParentNode): void {
  if (!chosen) return;
  each<HTMLAnchorElement>(
    "a[href]:not([hreflang])",
    (link) => {
      const url = new URL(link.href);
      const home = document.baseURI.replace(/\/$/, "");
      if (url.href !== home && !url.href.startsWith(`${home}/`)) return;
      url.searchParams.set(name, chosen);
      link.href = url.href;
    },
    within,
  );
}
