import type * as React from "react";
import { type StatusName, statusLooks, unknownRing } from "../lib/status.ts";

export type StatusIconProps = Omit<React.ComponentProps<"svg">, "children"> & {
  status: StatusName;
  /** Edge in CSS pixels: 16 in rows, 18 on public rows, 24 beside a headline. */
  size?: number;
  /** Names the mark where no word stands beside it. Without it the mark is hidden from screen readers. */
  label?: string | undefined;
};

/** The mark of a status. Needs the status tokens, but no class names and no browser. */
export function StatusIcon({ status, size = 16, label, ...props }: StatusIconProps) {
  const { token, shape, glyph } = statusLooks[status];
  const mark = `var(--status-${token})`;
  return (
    <svg
      data-slot="status-icon"
      data-status={status}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      {...props}
    >
      {status === "unknown" ? (
        <path
          d={shape}
          stroke={mark}
          strokeWidth={1.6}
          pathLength={unknownRing.pathLength}
          strokeDasharray={unknownRing.dashes}
        />
      ) : (
        <>
          <path d={shape} fill={mark} />
          <path
            d={glyph}
            stroke={`var(--status-${token}-foreground)`}
            strokeWidth={1.6}
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      )}
    </svg>
  );
}

export type StatusLabelProps = React.ComponentProps<"span"> & {
  status: StatusName;
  size?: number;
  /** The short word, for tight places. */
  short?: boolean;
  /** Words instead of the status's own. */
  children?: React.ReactNode;
};

/** Mark and word, side by side by the rules of `status.css`. */
export function StatusLabel({ status, size = 16, short = false, children, ...props }: StatusLabelProps) {
  const { word, short: shortWord } = statusLooks[status];
  return (
    <span data-slot="status-label" data-status={status} {...props}>
      <StatusIcon status={status} size={size} />
      <span className="truncate">{children ?? (short ? shortWord : word)}</span>
    </span>
  );
}
