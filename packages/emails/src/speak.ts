import type { Language } from "@fanal/domain";
import IntlMessageFormat from "intl-messageformat";
import { createElement, Fragment, type ReactNode } from "react";
import { catalogues } from "./languages/catalogues.ts";
import type { MessageKey } from "./languages/en.ts";

/** Says something in one language, with what is to stand in it. */
export type Speak = (key: MessageKey, values?: Record<string, string | number>) => string;

const formats = new Map<string, IntlMessageFormat>();

/** How mails speak in a language. */
export function speaking(language: Language): Speak {
  return (key, values) => String(formatOf(language, key).format(values));
}

/** As {@link speaking}, with parts of what is said made into something else, such as a link. */
export function speakingWith(
  language: Language,
): (key: MessageKey, parts: Record<string, (inside: ReactNode) => ReactNode>) => ReactNode {
  return (key, parts) => {
    const said = formatOf(language, key).format<ReactNode>(parts);
    // Spread, so that the parts need no keys.
    return createElement(Fragment, null, ...(Array.isArray(said) ? said : [said]));
  };
}

function formatOf(language: Language, key: MessageKey): IntlMessageFormat {
  const name = `${language} ${key}`;
  const format = formats.get(name) ?? new IntlMessageFormat(catalogues[language][key], language);
  formats.set(name, format);
  return format;
}
