import type { ReactNode } from "react";

interface TileProps {
  name: string;
  value: string;
  /** A line under it. */
  children?: ReactNode;
}

/** One number with its name, in a `dl`. */
export function Tile({ name, value, children }: TileProps) {
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="text-xs text-muted-foreground">{name}</dt>
      <dd className="flex min-w-0 flex-col gap-0.5">
        <span className="truncate text-lg font-semibold tabular-nums">{value}</span>
        <span className="flex min-h-5 items-center gap-2 text-xs text-muted-foreground">{children}</span>
      </dd>
    </div>
  );
}
