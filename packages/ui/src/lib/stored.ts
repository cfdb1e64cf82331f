/** What could not be kept lasts for this visit. */
const unsaved = new Map<string, string>();

/** A small thing that this browser keeps: a choice, a draft. `null` when there is none. */
export function readStored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return unsaved.get(name) ?? null;
  }
}

/** Keeps a small thing, or forgets it (`null`). Where storage is closed (private windows, blocked cookies), until the next visit. */
export function keepStored(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    if (value === null) unsaved.delete(name);
    else unsaved.set(name, value);
  }
}

/** Forgets all whose names begin so. */
export function forgetStored(prefix: string): void {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) localStorage.removeItem(name);
  } catch {
    for (const name of [...unsaved.keys()]) if (name.startsWith(prefix)) unsaved.delete(name);
  }
}
