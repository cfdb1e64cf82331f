import { useKeptDraft } from "../../lib/use-kept-draft.ts";
import { type Draft, draftShape } from "./draft.ts";

/**
 * What is being written, kept in this browser until it is saved or discarded.
 *
 * @param addedIds services that it was opened for, added to what was kept
 */
export function useDraft(key: string, empty: Draft, addedIds: string[] = []) {
  const { draft, setDraft, isTouched, drop } = useKeptDraft({
    key,
    shape: draftShape,
    empty,
    open: (kept) => kept && { ...kept, serviceIds: [...new Set([...kept.serviceIds, ...addedIds])] },
  });
  return {
    draft,
    isTouched,
    set: (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change })),
    discard: () => setDraft(empty),
    drop,
  };
}
