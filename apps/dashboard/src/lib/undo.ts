import { useEffect } from "react";
import { toast } from "sonner";
import { tinykeys } from "tinykeys";
import { isBusy } from "./use-keys.ts";

/** What can be taken back, the newest last. */
const offers: { toastId: string | number; undo: () => void }[] = [];

/** Says what was done, and offers for some seconds to take it back: by the button, or by ⌘Z. */
export function offerUndo(sentence: string, undo: () => void): void {
  const withdraw = ({ id }: { id: string | number }) => {
    const place = offers.findIndex(({ toastId }) => toastId === id);
    if (place >= 0) offers.splice(place, 1);
  };
  const toastId = toast(sentence, {
    duration: 8_000,
    action: { label: "Undo", onClick: undo },
    onDismiss: withdraw,
    onAutoClose: withdraw,
  });
  offers.push({ toastId, undo });
}

/** Takes back what was offered last; in a text the key belongs to the text. */
export function useUndoKey(): void {
  useEffect(
    () =>
      tinykeys(window, {
        "$mod+z": (event) => {
          const newest = isBusy(event) ? undefined : offers.pop();
          if (newest === undefined) return;
          event.preventDefault();
          toast.dismiss(newest.toastId);
          newest.undo();
        },
      }),
    [],
  );
}
