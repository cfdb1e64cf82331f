import { type Language, languages } from "@fanal/domain";
import { match } from "@formatjs/intl-localematcher";

/** More languages than this nobody reads. */
const mostTags = 20;

/** The language of ours that serves an `Accept-Language` best, or else `fallback`. */
export function preferredLanguage(header: string | undefined, fallback: Language): Language {
  const wanted = tagsOf(header ?? "");
  if (wanted.length === 0) return fallback;
  const found = match(wanted, languages, fallback);
  return languages.find((language) => language === found) ?? fallback;
}

/** Language tags, most wanted first. */
function tagsOf(header: string): string[] {
  return header
    .slice(0, 500)
    .split(",", mostTags)
    .map((part) => {
      const [tag = "", ...parameters] = part.split(";").map((piece) => piece.trim());
      const quality = Number(parameters.find((one) => one.startsWith("q="))?.slice(2) ?? 1);
      return { tag, quality: Number.isNaN(quality) ? 0 : quality };
    })
    .filter(({ tag, quality }) => quality > 0 && /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag))
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}
