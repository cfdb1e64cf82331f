import { Button } from "@fanal/ui/components/button";
import { cn } from "@fanal/ui/lib/utils";

interface RefreshFailedProps {
  /** "services" */
  what: string;
  /** What was loaded before is still shown. */
  isKept: boolean;
  /** In a section, instead of across a whole view. */
  isInset?: boolean;
  onRetry: () => void;
}

/** On top of a list that could not be fetched: what was there stays. */
export function RefreshFailed({ what, isKept, isInset = false, onRetry }: RefreshFailedProps) {
  return (
    <p
      role="alert"
      className={cn(
        "flex shrink-0 items-center gap-2 bg-muted py-1.5 text-xs",
        isInset ? "rounded-lg px-3" : "border-b px-4",
      )}
    >
      {isKept ? `Could not refresh ${what}. What you see is from before.` : `Could not load ${what}.`}
      <Button variant="outline" size="xs" onClick={onRetry}>
        Retry
      </Button>
    </p>
  );
}
