import { useEffect } from "react";
import { toast } from "sonner";
import { tinykeys } from "tinykeys";
import { isBusy } from "./use-keys.ts";

interface Offer {
  take: () => void;
  dismiss: () => void;
}

/** What can be taken back, the newest last. */
const offers: Offer[] = [];

/** Says what was done, and offers for some seconds to take it back: by the button, or by ⌘Z. */
export function offerUndo(sentence: string, undo: () => void): void {
  const withdraw = () => {
    const place = offers.indexOf(offer);
    if (place >= 0) offers.splice(place, 1);
  };
  const take = () => {
    withdraw();
    undo();
  };
  const toastId = toast(sentence, {
    duration: 8_000,
    action: { label: "Undo", onClick: take },
    onDismiss: withdraw,
    onAutoClose: withdraw,
  });
  const offer: Offer = { take, dismiss: () => toast.dismiss(toastId) };
  offers.push(offer);
}

/** Takes back what was offered last; in a text the key belongs to the text. */
export function useUndoKey(): void {
  useEffect(
    () =>
      tinykeys(window, {
        "$mod+z": (event) => {
          const newest = isBusy(event) ? undefined : offers.at(-1);
          if (newest === undefined) return;
          event.preventDefault();
          newest.dismiss();
          newest.take();
        },
      }),
    [],
  );
}
