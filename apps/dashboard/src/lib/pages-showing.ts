import type { StatusPage } from "@fanal/contract";

/** The status pages that show something: those with a service that it affects, or all if it affects none. */
export function pagesShowing(pages: readonly StatusPage[], serviceIds: readonly string[]): StatusPage[] {
  const affected = new Set(serviceIds);
  return pages.filter((page) => affected.size === 0 || page.serviceIds.some((id) => affected.has(id)));
}
