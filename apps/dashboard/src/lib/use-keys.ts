import { useLayoutEffect, useRef } from "react";
import { tinykeys } from "tinykeys";
import { areSingleKeysOn } from "./single-keys.ts";

type KeyMap = Record<string, (event: KeyboardEvent) => void>;

/** Keys of a whole view, in the notation of tinykeys: "c", "g s", "$mod+k". Single keys rest while somebody types, and where they were turned off. */
export function useKeys(keys: KeyMap): void {
  const current = useRef(keys);
  // Before the view is painted: whoever sees it may press a key at once.
  useLayoutEffect(() => {
    current.current = keys;
  });
  const names = Object.keys(keys).join(" | ");
  useLayoutEffect(() => {
    const bindings: KeyMap = {};
    for (const name of names.split(" | ")) {
      const run = (event: KeyboardEvent) => {
        if (!name.startsWith("$mod") && isBusy(event)) return;
        if (event.repeat && !held.has(name)) return;
        if (singleKey.test(name) && !areSingleKeysOn()) return;
        event.preventDefault();
        current.current[name]?.(event);
      };
      bindings[name] = run;
      // Some keyboards have a sign on a key of its own, others above a digit.
      if (/^[^a-z]$/i.test(name)) bindings[`Shift+${name}`] = run;
    }
    // Its own rule would keep `$mod` and K from whoever types into a field.
    return tinykeys(window, bindings, { ignore: ({ isComposing }) => isComposing });
  }, [names]);
}

/** Keys that go on while they are held. */
const held: ReadonlySet<string> = new Set(["j", "k", "ArrowDown", "ArrowUp"]);

/** A character, or one after another. */
const singleKey = /^\S( \S)*$/;

/** Whether the key belongs to a text, a menu or a dialog rather than to the view. */
export function isBusy(event: KeyboardEvent): boolean {
  if (event.isComposing || event.defaultPrevented) return true;
  const { target } = event;
  if (target instanceof HTMLElement) {
    if (target.isContentEditable || target.matches("input, textarea, select")) return true;
    if (event.key === "Enter" && target.matches("a, button, summary")) return true;
  }
  return (
    document.querySelector(
      ["dialog", "alertdialog", "menu", "listbox"]
        .map((role) => `[role="${role}"][data-state="open"]`)
        .join(),
    ) !== null
  );
}
