import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";

/** As much is kept, in characters; then it begins anew. */
const mostCharacters = 32 * 1024 * 1024;

const kept = new Map<string, string>();
let characters = 0;

/**
 * The markup of an element, made once for everything that it is made from: of a large page one row changes from one
 * version to the next, and making the others again would take most of the time.
 *
 * @param from all that the element shows and depends on, as text
 */
export function keptMarkup(from: string, make: () => ReactElement): string {
  const known = kept.get(from);
  if (known !== undefined) return known;
  // Copied: what was put together from many parts stays so inside, and would be put together again at each use.
  const markup = Buffer.from(renderToStaticMarkup(make())).toString();
  characters += from.length + markup.length;
  if (characters > mostCharacters) {
    kept.clear();
    characters = from.length + markup.length;
  }
  kept.set(from, markup);
  return markup;
}
