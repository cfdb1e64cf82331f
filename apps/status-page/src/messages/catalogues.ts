import type { Language } from "@fanal/domain";
import { en } from "./en.ts";

export type MessageKey = keyof typeof en;
/** All that a page says in one language. */
export type Catalogue = Record<MessageKey, string>;

export const catalogues: Record<Language, Catalogue> = {
  en,
  de: en,
  fr: en,
  es: en,
  "pt-BR": en,
  it: en,
  nl: en,
  pl: en,
  ja: en,
  "zh-Hans": en,
};
