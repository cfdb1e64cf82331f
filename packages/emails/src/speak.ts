import type { Language } from "@fanal/domain";
import IntlMessageFormat from "intl-messageformat";
import { catalogues } from "./languages/catalogues.ts";
import type { MessageKey } from "./languages/en.ts";

/** Says something in one language, with what is to stand in it. */
export type Speak = (key: MessageKey, values?: Record<string, string | number>) => string;

const formats = new Map<string, IntlMessageFormat>();

/** How mails to subscribers speak in a language. */
export function speaking(language: Language): Speak {
  return (key, values) => {
    const name = `${language} ${key}`;
    const format = formats.get(name) ?? new IntlMessageFormat(catalogues[language][key], language);
    formats.set(name, format);
    return String(format.format(values));
  };
}
