/** Texts that were begun and not sent, kept in this browser until they are. */
export function readDraft<Draft>(key: string): Draft | null {
  try {
    const text = localStorage.getItem(`fanal-draft-${key}`);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

export function keepDraft<Draft>(key: string, draft: Draft): void {
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
