/** The edge and the text of everything that takes typed or picked values. */
export const fieldClass =
  "rounded-md border border-input bg-background text-sm text-foreground disabled:cursor-not-allowed disabled:opacity-50 aria-invalid:border-destructive aria-invalid:outline-destructive dark:bg-card";
