import type { Answers } from "./answers.ts";

/** All that is kept of what was rendered at somebody's request, in bytes. */
const mostBytes = 64 * 1024 * 1024;

/**
 * Answers that were rendered when somebody asked: other languages, sub-pages, feeds. What was not asked for the longest
 * goes first, and everything of an owner when it is dropped.
 */
export interface AnswerCache {
  get: (owner: object, key: string) => Answers | undefined;
  set: (owner: object, key: string, answers: Answers) => void;
  drop: (owner: object) => void;
}

interface Entry {
  owner: object;
  key: string;
  answers: Answers;
}

export function createAnswerCache(limit = mostBytes): AnswerCache {
  const byOwner = new Map<object, Map<string, Entry>>();
  /** All entries, the one that was not asked for the longest first. */
  const inOrder = new Set<Entry>();
  let bytes = 0;

  function forget(entry: Entry): void {
    inOrder.delete(entry);
    bytes -= sizeOf(entry.answers);
    const own = byOwner.get(entry.owner);
    own?.delete(entry.key);
    if (own?.size === 0) byOwner.delete(entry.owner);
  }

  return {
    get: (owner, key) => {
      const entry = byOwner.get(owner)?.get(key);
      if (entry === undefined) return undefined;
      inOrder.delete(entry);
      inOrder.add(entry);
      return entry.answers;
    },
    set: (owner, key, answers) => {
      const former = byOwner.get(owner)?.get(key);
      if (former !== undefined) forget(former);
      const entry = { owner, key, answers };
      const own = byOwner.get(owner) ?? new Map<string, Entry>();
      byOwner.set(owner, own.set(key, entry));
      inOrder.add(entry);
      bytes += sizeOf(answers);
      for (const oldest of inOrder) {
        if (bytes <= limit) return;
        forget(oldest);
      }
    },
    drop: (owner) => {
      for (const entry of byOwner.get(owner)?.values() ?? []) forget(entry);
    },
  };
}

/** Headers and keys take some kilobytes more. */
function sizeOf({ identity, gzip, brotli }: Answers): number {
  return identity.body.length + (gzip?.body.length ?? 0) + (brotli?.body.length ?? 0) + 4_000;
}
