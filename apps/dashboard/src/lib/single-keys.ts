import { keepStored, readStored } from "@fanal/ui/lib/stored";
import { useSyncExternalStore } from "react";

const name = "fanal-single-keys";
const listeners = new Set<() => void>();

/**
 * Whether keys such as C do something by themselves. Who dictates to their computer, or rests a hand on the keyboard, can
 * turn them off (WCAG 2.1.4).
 */
export function areSingleKeysOn(): boolean {
  return readStored(name) !== "off";
}

function turnSingleKeys(on: boolean): void {
  keepStored(name, on ? null : "off");
  for (const listener of listeners) listener();
}

export function useSingleKeys() {
  const isOn = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, areSingleKeysOn);
  return [isOn, turnSingleKeys] as const;
}
