import { Skeleton } from "@fanal/ui/components/skeleton";
import { useEffect, useState } from "react";

const delayMs = 200;

/** Rows of the right height where a list will be; only once it takes long enough to notice. */
export function ListSkeleton({ label, rows = 8 }: { label: string; rows?: number }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), delayMs);
    return () => clearTimeout(timer);
  }, []);
  if (!isLate) return null;
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <div key={row} className="mx-2 flex h-13 items-center gap-3 px-2 md:h-10">
          <Skeleton className="size-4 rounded-full" />
          <Skeleton className="h-3.5 w-40" />
          <Skeleton className="ml-auto h-3.5 w-24" />
        </div>
      ))}
    </div>
  );
}
