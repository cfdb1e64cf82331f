import { keepStored, readStored } from "@fanal/ui/lib/stored";
import type { z } from "zod";

const nameOf = (key: string) => `fanal-draft-${key}`;

/** A text that was begun and not sent, kept in this browser. One that an older Fanal wrote in another shape is none. */
export function readDraft<Draft>(key: string, shape: z.ZodType<Draft>): Draft | null {
  const text = readStored(nameOf(key));
  if (text === null) return null;
  try {
    return shape.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

export function keepDraft(key: string, draft: unknown): void {
  keepStored(nameOf(key), JSON.stringify(draft));
}

export function dropDraft(key: string): void {
  keepStored(nameOf(key), null);
}
