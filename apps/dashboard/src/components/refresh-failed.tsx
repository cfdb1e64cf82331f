import { Button } from "@fanal/ui/components/button";

/** On top of a list that could not be fetched anew: what was there stays. */
export function RefreshFailed({ onRetry }: { onRetry: () => void }) {
  return (
    <p role="alert" className="flex shrink-0 items-center gap-2 border-b bg-muted px-4 py-1.5 text-xs">
      Could not refresh.
      <Button variant="outline" size="xs" onClick={onRetry}>
        Retry
      </Button>
    </p>
  );
}
