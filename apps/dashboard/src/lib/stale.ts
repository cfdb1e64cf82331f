import { hashKey, type QueryClient, type QueryKey } from "@tanstack/react-query";

/** What marks a mutation as a write to the data of some queries; writes to the same data wait for each other. */
export function writeTo(touches: readonly [QueryKey, ...QueryKey[]]) {
  return { meta: { touches: touches.map(hashKey) }, scope: { id: hashKey(touches[0]) } };
}

/**
 * Has what the server said fetched anew, unless a write to it is still on its way: what it shows already would be gone
 * for a moment, and it fetches anew itself when it is done.
 *
 * @param done the variables of the write that is just done and counts no longer
 */
export function invalidate(cache: QueryClient, queryKey: QueryKey, done?: unknown): void {
  const key = hashKey(queryKey);
  const pending = cache.getMutationCache().findAll({
    status: "pending",
    predicate: ({ meta, state }) =>
      state.variables !== done && Array.isArray(meta?.touches) && meta.touches.includes(key),
  });
  if (pending.length > 0) return;
  const firstAnswers = cache
    .getQueryCache()
    .findAll({ queryKey, fetchStatus: "fetching", predicate: ({ state }) => state.data === undefined });
  void cache.invalidateQueries({ queryKey });
  // A first answer that is on its way is not asked for anew, though it may tell of before.
  for (const { promise, queryKey: exactKey } of firstAnswers)
    void promise?.then(
      () => cache.invalidateQueries({ queryKey: exactKey, exact: true }),
      () => {},
    );
}
