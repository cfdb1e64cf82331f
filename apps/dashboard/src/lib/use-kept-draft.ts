import { useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { dropDraft, keepDraft, readDraft } from "./drafts.ts";

interface KeptDraftOptions<Draft> {
  key: string;
  shape: z.ZodType<Draft>;
  empty: Draft;
  /** Whether there is nothing in it that would be missed; by default, whether it is the empty one. */
  isUntouched?: (draft: Draft) => boolean;
  /** What it begins with, of what was kept; by default that. */
  open?: (kept: Draft | null) => Draft | null;
}

/**
 * What is being written, kept in this browser with each key press until it is sent or empty again: it outlives the view,
 * a reload and a crash.
 */
export function useKeptDraft<Draft>(options: KeptDraftOptions<Draft>) {
  const { key, shape, empty, open = (kept) => kept } = options;
  const { isUntouched = (draft: Draft) => JSON.stringify(draft) === JSON.stringify(empty) } = options;
  const [draft, setDraft] = useState<Draft>(() => open(readDraft(key, shape)) ?? empty);
  const isTouched = !isUntouched(draft);
  const wasTouched = useRef(isTouched);
  useEffect(() => {
    if (isTouched) keepDraft(key, draft);
    // What was kept and not opened stays until something else is written.
    else if (wasTouched.current) dropDraft(key);
    wasTouched.current ||= isTouched;
  }, [key, draft, isTouched]);
  return {
    draft,
    setDraft,
    isTouched,
    /** Forgets what was kept, once it is sent. */
    drop: () => dropDraft(key),
  };
}
