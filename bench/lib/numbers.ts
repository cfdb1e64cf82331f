/** The middle one; with an even count the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (at(sorted, Math.ceil(middle) - 1) + at(sorted, Math.floor(middle))) / 2;
}

/** The smallest value that 99 % of all do not exceed. */
export function p99(values: Float64Array): number {
  const sorted = values.toSorted();
  return at(sorted, Math.ceil(sorted.length * 0.99) - 1);
}

/** Median of the ratios of what was measured at about the same time: noise that comes and goes hits both sides. */
export function medianRatio(ours: readonly number[], theirs: readonly number[]): number {
  return median(ours.map((value, index) => value / at(theirs, index)));
}

function at(values: ArrayLike<number>, index: number): number {
  const value = values[index];
  if (value === undefined) throw new Error("There are no measurements");
  return value;
}
