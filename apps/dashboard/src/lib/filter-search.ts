/** What a list is narrowed to, as its address says. */
export function filterSearch(search: Record<string, unknown>): { filter?: string } {
  return typeof search.filter === "string" && search.filter !== "" ? { filter: search.filter } : {};
}
