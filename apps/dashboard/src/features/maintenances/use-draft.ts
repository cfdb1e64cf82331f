import { useEffect, useState } from "react";
import { dropDraft, keepDraft, readDraft } from "../../lib/drafts.ts";
import { type Draft, draftShape } from "./draft.ts";

/** What is being written, kept in this browser until it is saved or discarded. */
export function useDraft(key: string, empty: Draft) {
  const [draft, setDraft] = useState<Draft>(() => readDraft(key, draftShape) ?? empty);
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
