import { Button } from "@fanal/ui/components/button";

interface ShowMoreProps {
  /** The list that comes a page at a time. */
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  children: string;
}

/** Below a list: fetches what comes next, while there is something. */
export function ShowMore({ list, children }: ShowMoreProps) {
  if (!list.hasNextPage) return null;
  return (
    <div className="flex justify-center p-3">
      <Button
        variant="outline"
        size="sm"
        aria-disabled={list.isFetchingNextPage}
        onClick={() => void list.fetchNextPage()}
      >
        {children}
      </Button>
    </div>
  );
}
