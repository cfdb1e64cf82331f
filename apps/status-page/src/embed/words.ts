import { type Language, languages } from "@fanal/domain";
import { catalogues } from "../messages/catalogues.ts";

/** Of each language, separated by bars: details, dismiss, and the headlines of whatever is wrong. */
export type BannerWords = Partial<Record<string, string>>;

const keys = [
  "maintenance.details",
  "announcements.dismiss",
  // One for each indicator, from `maintenance` to `critical`, and then the one for all else.
  "headline.maintenance",
  "headline.minor_outage",
  "headline.partial_outage",
  "headline.major_outage",
  "headline.degraded",
] as const;

/** What the banner says, of the words that pages say. */
export function bannerWords(): BannerWords {
  const of = (language: Language) => keys.map((key) => catalogues[language][key]).join("|");
  return Object.fromEntries(languages.map((language) => [language, of(language)]));
}
