/** What lies between the page and a dialog or sheet. No blur. */
export const scrimClass =
  "fixed inset-0 z-60 bg-scrim duration-160 ease-standard data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=closed]:animate-out data-[state=closed]:fade-out-0";

/** Stands at 14 vh instead of the middle, so that a growing dialog grows downwards only. */
export const dialogClass =
  "fixed top-[14vh] left-1/2 z-60 flex max-h-[calc(100dvh-14vh-16px)] w-[calc(100%-2rem)] -translate-x-1/2 flex-col rounded-xl border border-transparent bg-popover text-popover-foreground shadow-dialog outline-none duration-160 ease-standard data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:slide-in-from-top-1 data-[state=open]:zoom-in-98 data-[state=closed]:animate-out data-[state=closed]:fade-out-0";

/** On a phone it rises from the bottom, above the keyboard, so that what acts is at the thumb. */
export const sheetOnPhoneClass =
  "max-sm:top-auto max-sm:bottom-[var(--keyboard,0px)] max-sm:max-h-[calc(92dvh-var(--keyboard,0px))] max-sm:w-full max-sm:max-w-none max-sm:rounded-b-none max-sm:pb-[env(safe-area-inset-bottom)] max-sm:data-[state=open]:slide-in-from-bottom max-sm:data-[state=closed]:slide-out-to-bottom";
