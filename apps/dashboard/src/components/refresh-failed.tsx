import { Button } from "@fanal/ui/components/button";

interface RefreshFailedProps {
  /** "services" */
  what: string;
  /** What was loaded before is still shown. */
  isKept: boolean;
  onRetry: () => void;
}

/** On top of a list that could not be fetched: what was there stays. */
export function RefreshFailed({ what, isKept, onRetry }: RefreshFailedProps) {
  return (
    <p role="alert" className="flex shrink-0 items-center gap-2 border-b bg-muted px-4 py-1.5 text-xs">
      {isKept ? `Could not refresh ${what}. What you see is from before.` : `Could not load ${what}.`}
      <Button variant="outline" size="xs" onClick={onRetry}>
        Retry
      </Button>
    </p>
  );
}
