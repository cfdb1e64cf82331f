import { historyLetters } from "@fanal/contract/snapshot";

/** Height of the strip and width of one day, in its own units. */
const height = 24;
const pitch = 8;

/** How high a day stands, by its letter: the worse the higher; good days and maintenance fill the strip. */
const heights: Record<string, number> = {
  [historyLetters.operational]: 24,
  [historyLetters.under_maintenance]: 24,
  [historyLetters.degraded_performance]: 10,
  [historyLetters.partial_outage]: 17,
  [historyLetters.major_outage]: 24,
  [historyLetters.unknown]: 3,
};

/** Neighbouring days that are alike: their letter, the first one's index, and how many. */
interface Run {
  letter: string;
  from: number;
  count: number;
}

function runsOf(days: string): Run[] {
  const runs: Run[] = [];
  for (let index = 0; index < days.length; index++) {
    const letter = days.charAt(index);
    const last = runs.at(-1);
    if (last?.letter === letter) last.count++;
    else runs.push({ letter, from: index, count: 1 });
  }
  return runs;
}

/**
 * The bars of the days, one path for each status and one sub-path for each run of equal days, so that a healthy service
 * costs a few bytes. Stroke width and dashes are in the style, by the class that is the letter.
 *
 * @param days letters of `historyLetters`, oldest first
 */
export function stripSvg(days: string): string {
  const paths = new Map<string, string>();
  for (const { letter, from, count } of runsOf(days)) {
    paths.set(letter, (paths.get(letter) ?? "") + subPath(letter, from, count));
  }
  const drawn = [...paths]
    .map(([letter, path]) => `<path class="${className(letter)}" d="${path}"/>`)
    .join("");
  return `<svg viewBox="0 0 ${pitch * days.length} ${height}" preserveAspectRatio="none" aria-hidden="true">${drawn}</svg>`;
}

/** The same letters, shorter: `o88p2`. What the script reads the days from. */
export function runLengths(days: string): string {
  return runsOf(days)
    .map(({ letter, count }) => letter + count)
    .join("");
}

function className(letter: string): string {
  return letter === historyLetters.unknown ? "n" : letter;
}

function subPath(letter: string, from: number, count: number): string {
  // Planned work is cut across, so each of its days is a line of its own.
  if (letter === historyLetters.under_maintenance) {
    return Array.from({ length: count }, (_, index) => `M${pitch * (from + index) + 4} 0v${height}`).join("");
  }
  const high = heights[letter] ?? 0;
  return `M${pitch * from + 2} ${height - high / 2}h${pitch * count - 4}`;
}
