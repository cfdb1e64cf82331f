import { forgetStored, keepStored, readStored } from "@fanal/ui/lib/stored";
import type { z } from "zod";

/** Whose things are meant: browsers are shared. Nobody's while nobody is signed in. */
let personId = "";

/** From here on, what is kept and read is that of this person. */
export function setKeeper(person: string): void {
  personId = person;
}

/** The name under which this browser keeps a thing of the one who is signed in. */
export function ownName(name: string): string {
  return `fanal-of-${personId}-${name}`;
}

/** Something of one's own as this browser keeps it; `null` where there is none, or an older Fanal wrote it in another shape. */
export function readOwn<Value>(name: string, shape: z.ZodType<Value>): Value | null {
  const text = readStored(ownName(name));
  if (text === null) return null;
  try {
    return shape.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Keeps something of one's own, or forgets it (`null`). Never a secret: whoever has the browser can read it. */
export function keepOwn(name: string, value: unknown): void {
  keepStored(ownName(name), value === null ? null : JSON.stringify(value));
}

/** Leaves nothing of what somebody wrote for whoever uses this browser next. */
export function forgetOwn(): void {
  forgetStored(ownName(""));
}
