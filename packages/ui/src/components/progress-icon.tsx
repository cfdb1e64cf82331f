import type * as React from "react";

/** How far an incident or a maintenance window has come. */
export type ProgressName =
  | "investigating"
  | "identified"
  | "monitoring"
  | "resolved"
  | "scheduled"
  | "in_progress"
  | "verifying"
  | "completed"
  | "canceled";

const RING = "M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 1 1 8 1.8Z";
const QUARTER = "M8 8V4.4A3.6 3.6 0 0 1 11.6 8Z";
const HALF = "M8 4.4a3.6 3.6 0 0 1 0 7.2Z";
const THREE_QUARTERS = "M8 8V4.4A3.6 3.6 0 1 1 4.4 8Z";
/** A disc with the check as a hole, so that it works on any surface. */
const DONE =
  "M8 1a7 7 0 1 1 0 14A7 7 0 1 1 8 1ZM4.35 8.77 7.12 11.54 11.66 6.61 10.44 5.49 7.08 9.14 5.52 7.58Z";

const pies: Record<ProgressName, { fill?: string; stroke?: string }> = {
  investigating: { fill: QUARTER, stroke: RING },
  identified: { fill: HALF, stroke: RING },
  monitoring: { fill: THREE_QUARTERS, stroke: RING },
  resolved: { fill: DONE },
  scheduled: { stroke: `${RING}M8 4.8V8l2.1 1.5` },
  in_progress: { fill: HALF, stroke: RING },
  verifying: { fill: THREE_QUARTERS, stroke: RING },
  completed: { fill: DONE },
  canceled: { stroke: `${RING}M4.2 11.8l7.6-7.6` },
};

export type ProgressIconProps = Omit<React.ComponentProps<"svg">, "children"> & {
  state: ProgressName;
  /** Edge in CSS pixels. */
  size?: number;
  /** `past` dims the states that came before the current one; `inherit` takes the colour of the text. */
  tone?: "current" | "past" | "inherit";
  /** Names the mark where no word stands beside it. Without it the mark is hidden from screen readers. */
  label?: string | undefined;
};

const tones = {
  current: "var(--foreground)",
  past: "var(--muted-foreground)",
  inherit: "currentColor",
};

/** A pie that fills as the work goes on. Progress is no colour, for colour belongs to status. */
export function ProgressIcon({ state, size = 16, tone = "current", label, ...props }: ProgressIconProps) {
  const { fill, stroke } = pies[state];
  return (
    <svg
      data-slot="progress-icon"
      data-state={state}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      {...props}
    >
      {stroke && (
        <path
          d={stroke}
          stroke={tones[tone]}
          strokeWidth={1.6}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
      {fill && <path d={fill} fill={tones[tone]} fillRule="evenodd" />}
    </svg>
  );
}
