interface SparklineProps {
  /** Oldest first; `null` where nothing is known. */
  values: readonly (number | null)[];
}

const height = 24;
const step = 4;

/** The last day as a line as high as a row. What it says stands beside it in words. */
export function Sparkline({ values }: SparklineProps) {
  const known = values.filter((value) => value !== null);
  const least = Math.min(...known);
  const span = Math.max(...known) - least;
  const y = (value: number) =>
    span === 0 ? height / 2 : height - 2 - ((value - least) / span) * (height - 4);
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${(values.length - 1) * step} ${height}`}
      preserveAspectRatio="none"
      className="h-6 w-24 max-sm:w-12 shrink-0 overflow-visible text-chart-1"
    >
      <path
        d={runs(values)
          .map(
            ({ from, run }) =>
              // A single value is a dot, which a line of no length is with round ends.
              `M${from * step} ${y(run[0] ?? 0).toFixed(1)}${run
                .map((value, index) => `L${(from + index) * step} ${y(value).toFixed(1)}`)
                .join("")}`,
          )
          .join("")}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinecap="round"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

/** Stretches without a gap, and where each begins. */
function runs(values: readonly (number | null)[]): { from: number; run: number[] }[] {
  const found: { from: number; run: number[] }[] = [];
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    const last = found.at(-1);
    if (last !== undefined && last.from + last.run.length === index) last.run.push(value);
    else found.push({ from: index, run: [value] });
  }
  return found;
}
