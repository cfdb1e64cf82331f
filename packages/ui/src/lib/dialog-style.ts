/** What lies between the page and a dialog or sheet. No blur. */
export const scrimClass =
  "fixed inset-0 z-60 bg-scrim duration-160 ease-standard data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=closed]:animate-out data-[state=closed]:fade-out-0";

/** Stands at 14 vh instead of the middle, so that a growing dialog grows downwards only. */
export const dialogClass =
  "fixed top-[14vh] left-1/2 z-60 flex max-h-[calc(100dvh-14vh-16px)] w-[calc(100%-2rem)] -translate-x-1/2 flex-col rounded-xl border border-transparent bg-popover text-popover-foreground shadow-dialog outline-none duration-160 ease-standard data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:slide-in-from-top-1 data-[state=open]:zoom-in-98 data-[state=closed]:animate-out data-[state=closed]:fade-out-0";
