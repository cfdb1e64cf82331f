import { useEffect, useState } from "react";
import { dropDraft, keepDraft, readDraft } from "../../lib/drafts.ts";
import { type Draft, draftShape } from "./draft.ts";

/**
 * What is being written, kept in this browser until it is saved or discarded.
 *
 * @param addedIds services that it was opened for, added to what was kept
 */
export function useDraft(key: string, empty: Draft, addedIds: string[] = []) {
  const [draft, setDraft] = useState<Draft>(() => {
    const kept = readDraft(key, draftShape);
    if (kept === null) return empty;
    return { ...kept, serviceIds: [...new Set([...kept.serviceIds, ...addedIds])] };
  });
  const isTouched = JSON.stringify(draft) !== JSON.stringify(empty);
  useEffect(() => {
    if (isTouched) keepDraft(key, draft);
    else dropDraft(key);
  }, [draft, isTouched, key]);
  return {
    draft,
    isTouched,
    set: (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change })),
    discard: () => setDraft(empty),
    /** Forgets what was kept, once it is saved. */
    drop: () => dropDraft(key),
  };
}
