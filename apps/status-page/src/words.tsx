import type { Language } from "@fanal/domain";
import IntlMessageFormat from "intl-messageformat";
import { createContext, createElement, Fragment, type ReactNode, use } from "react";
import { type Dates, datesIn, locale } from "./dates.ts";
import { catalogues } from "./messages/catalogues.ts";
import type { MessageKey } from "./messages/en.ts";

type Values = Record<string, string | number>;

/** How one page speaks: its language, and how it writes times in its zone. */
export interface Words {
  language: Language;
  dates: Dates;
  /** A message as plain text. */
  text(key: MessageKey, values?: Values): string;
  /** A message with elements in it. */
  rich(key: MessageKey, values: Record<string, ReactNode>): ReactNode;
}

const known = new Map<string, Words>();
const messages = new Map<Language, Pick<Words, "text" | "rich">>();

export function wordsIn(language: Language, zone: string): Words {
  const key = `${language} ${zone}`;
  const made = known.get(key) ?? { ...messagesOf(language), language, dates: datesIn(language, zone) };
  known.set(key, made);
  return made;
}

function messagesOf(language: Language): Pick<Words, "text" | "rich"> {
  const made = messages.get(language) ?? messagesIn(language);
  messages.set(language, made);
  return made;
}

/** A page says the same again and again; so many texts are kept, then it begins anew. */
const mostTexts = 2000;

function messagesIn(language: Language): Pick<Words, "text" | "rich"> {
  const formats = new Map<MessageKey, IntlMessageFormat>();
  const texts = new Map<string, string>();
  const formatOf = (key: MessageKey) => {
    const format = formats.get(key) ?? new IntlMessageFormat(catalogues[language][key], locale(language));
    formats.set(key, format);
    return format;
  };
  return {
    text(key, values) {
      const name = values === undefined ? key : key + JSON.stringify(values);
      const text = texts.get(name) ?? String(formatOf(key).format(values));
      if (texts.size >= mostTexts) texts.clear();
      texts.set(name, text);
      return text;
    },
    rich(key, values) {
      const parts = formatOf(key).format<ReactNode>(values);
      // Spread, so that the parts need no keys.
      return createElement(Fragment, null, ...(Array.isArray(parts) ? parts : [parts]));
    },
  };
}

const context = createContext<Words>(wordsIn("en", "UTC"));

/** Everything inside speaks with these words. */
export const Speaking = context.Provider;

export function useWords(): Words {
  return use(context);
}
