import { defaultFilter } from "cmdk";

/** As many as a search shows of one kind of thing: to draw hundreds at each key would make typing slow. */
const most = 50;
/** Before anything is typed. */
const mostUnasked = 10;

/** The things that fit a search best, by the measure of the palette itself; the first few where nothing is searched. */
export function bestMatches<Thing>(
  things: readonly Thing[],
  search: string,
  wordsOf: (thing: Thing) => string,
): Thing[] {
  if (search.trim() === "") return things.slice(0, mostUnasked);
  return things
    .map((thing) => ({ thing, fit: defaultFilter(wordsOf(thing), search) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((one, other) => other.fit - one.fit)
    .slice(0, most)
    .map(({ thing }) => thing);
}
