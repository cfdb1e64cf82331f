import { type Language, languages } from "@fanal/domain";
import { preferredLanguage } from "../accept-language.ts";

const known: ReadonlySet<string> = new Set(languages);
const remembered = new Map<string, Language>();
/** Browsers send some hundreds of these headers; more are somebody's play. */
const mostRemembered = 1_000;

/** The language to answer in: the one that the address names, or else the visitor's by their browser, or else the page's. */
export function chosenLanguage(query: string, header: string | undefined, own: Language): Language {
  if (query !== "") {
    const named = languageNamed(query);
    if (named !== null) return named;
  }
  if (header === undefined) return own;
  const key = `${own} ${header}`;
  const before = remembered.get(key);
  if (before !== undefined) return before;
  const chosen = preferredLanguage(header, own);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(key, chosen);
  return chosen;
}

/** The language that a query names as `lang`; `null` when there is none, or one that we do not speak. */
export function languageNamed(query: string, parameter = "lang"): Language | null {
  const named = new URLSearchParams(query).get(parameter);
  return named !== null && isLanguage(named) ? named : null;
}

function isLanguage(tag: string): tag is Language {
  return known.has(tag);
}
