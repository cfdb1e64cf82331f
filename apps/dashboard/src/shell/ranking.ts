import { defaultFilter } from "cmdk";

/** What the palette can find: by its own words before those that only say what it is or where it belongs. */
export interface Rankable {
  label: string;
  /** "Template", or the service that an action is done to. */
  context?: string;
}

export interface Group<Item extends Rankable> {
  heading: string;
  items: readonly Item[];
}

/** As many as a search shows: to draw hundreds at each key would make typing slow. */
const most = 50;
/** Of each group, before anything is typed. */
const mostUnasked = 10;
/** What is found by the context alone stands below what is found by its name. */
const contextWeight = 0.8;
/** Less is chance: the letters are strewn over a long name. */
const leastFit = 0.002;
/** As much of the best fit as one needs to stand beside it. */
const leastShare = 0.01;

/**
 * What fits a search, the best first: items within their groups, and groups by their best item. Before anything is typed,
 * everything in its order; of long groups, unless they are `whole`, the first few.
 */
export function ranked<Item extends Rankable, Of extends Group<Item> & { isWhole?: boolean }>(
  groups: readonly Of[],
  search: string,
): { heading: string; items: Item[] }[] {
  if (search.trim() === "")
    return groups
      .map(({ heading, items, isWhole = false }) => ({
        heading,
        items: isWhole ? [...items] : items.slice(0, mostUnasked),
      }))
      .filter(({ items }) => items.length > 0);
  const fits = groups.flatMap(({ heading, items }) =>
    items.map((item) => ({ heading, item, fit: fitOf(item, search.trim()) })),
  );
  const found = fits.filter(({ fit }) => fit > leastFit).toSorted((one, other) => other.fit - one.fit);
  const best = found[0]?.fit ?? 0;
  const shown = found.filter(({ fit }) => fit >= best * leastShare).slice(0, most);
  const byHeading = Map.groupBy(shown, ({ heading }) => heading);
  return [...byHeading].map(([heading, ofIt]) => ({ heading, items: ofIt.map(({ item }) => item) }));
}

function fitOf({ label, context }: Rankable, search: string): number {
  const own = defaultFilter(label, search);
  if (context === undefined) return own;
  const together = Math.max(
    defaultFilter(`${context} ${label}`, search),
    defaultFilter(`${label} ${context}`, search),
  );
  return Math.max(own, together * contextWeight);
}
