import type { z } from "zod";

/** Texts that were begun and not sent, kept in this browser until they are. One that an older Fanal wrote in another shape is none. */
export function readDraft<Draft>(key: string, draft: z.ZodType<Draft>): Draft | null {
  try {
    const text = localStorage.getItem(`fanal-draft-${key}`);
    return text === null ? null : (draft.safeParse(JSON.parse(text)).data ?? null);
  } catch {
    return null;
  }
}

export function keepDraft(key: string, draft: unknown): void {
  try {
    localStorage.setItem(`fanal-draft-${key}`, JSON.stringify(draft));
  } catch {
    // Where storage is closed, a draft lasts as long as its form.
  }
}

export function dropDraft(key: string): void {
  try {
    localStorage.removeItem(`fanal-draft-${key}`);
  } catch {
    // There was none.
  }
}
