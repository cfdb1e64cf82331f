import type { z } from "zod";
import { keepOwn, readOwn } from "./own-storage.ts";

const nameOf = (key: string) => `draft-${key}`;

/** A text that was begun and not sent, kept in this browser. One that an older Fanal wrote in another shape is none. */
export function readDraft<Draft>(key: string, shape: z.ZodType<Draft>): Draft | null {
  return readOwn(nameOf(key), shape);
}

export function keepDraft(key: string, draft: unknown): void {
  keepOwn(nameOf(key), draft);
}

export function dropDraft(key: string): void {
  keepOwn(nameOf(key), null);
}
