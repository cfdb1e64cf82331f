/** The room of a chart, in its own units; a pixel above and below for the width of the line. */
const width = 720;
const height = 64;
const margin = 2;

/**
 * A line through values that are as far apart from each other as its room allows, from the least at the bottom to the
 * greatest at the top, in whole units, relative and without spaces where none is needed: a few bytes for each. It breaks
 * where nothing is known; a value on its own is a dot, which round ends make of a line that goes nowhere.
 *
 * @param values oldest first
 */
export function linePath(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  const least = Math.min(...known);
  const span = Math.max(...known) - least;
  const step = width / Math.max(values.length - 1, 1);
  const x = (index: number) => Math.round(index * step);
  const y = (value: number) =>
    span === 0 ? height / 2 : Math.round(height - margin - ((value - least) / span) * (height - 2 * margin));
  let path = "";
  let last: { x: number; y: number } | null = null;
  for (const [index, value] of values.entries()) {
    if (value === null) {
      last = null;
      continue;
    }
    const next = { x: x(index), y: y(value) };
    path += last === null ? `M${next.x} ${next.y}h0` : `l${next.x - last.x}${signed(next.y - last.y)}`;
    last = next;
  }
  return path;
}

/** A minus parts two numbers by itself. */
function signed(value: number): string {
  return value < 0 ? String(value) : ` ${value}`;
}
