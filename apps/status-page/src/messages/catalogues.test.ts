import { languages } from "@fanal/domain";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { expect, test } from "vitest";
import { locale } from "../dates.ts";
import { catalogues } from "./catalogues.ts";
import { en } from "./en.ts";

const english: Record<string, string> = en;

test.each(languages)(
  "the catalogue of %s has every message, each with its variables and plural forms",
  (tag) => {
    expect(faults(catalogues[tag], tag)).toEqual([]);
  },
);

test("a message that is missing, made up, or has other variables or too few plural forms is found", () => {
  const { "time.since": _, ...less } = catalogues.pl;
  const broken = {
    ...less,
    "time.sinse": "od {time}",
    "announce.resolved": "Rozwiązane: {name}.",
    "services.troubles": "{count, plural, one {# dzień} other {# dni}}",
    "services.days_ago": "{count} dni temu",
    "door.open": " ",
  };
  expect(faults(broken, "pl").toSorted()).toEqual([
    "announce.resolved has the variables name instead of title",
    "door.open says nothing",
    "services.days_ago has no plural for count",
    "services.troubles has no form few, many for count",
    "time.since is missing",
    "time.sinse is unknown",
  ]);
});

test.each(languages.filter((tag) => tag !== "en"))("%s is not English", (tag) => {
  const words = Object.entries(catalogues[tag]);
  const same = words.filter(
    ([key, message]) => message === english[key] && /\p{L}{3}/u.test(message.replaceAll(/\{[^}]*\}/g, "")),
  );
  // "Details", "Maintenance", "Service": a few words are the same in some languages.
  expect(same.length).toBeLessThanOrEqual(12);
});

/** What is wrong with a catalogue, beside the English one. */
function faults(catalogue: Record<string, string>, tag: string): string[] {
  const found: string[] = [];
  const needed = pluralForms(tag);
  for (const key of Object.keys(english)) if (!(key in catalogue)) found.push(`${key} is missing`);
  for (const key of Object.keys(catalogue)) if (!(key in english)) found.push(`${key} is unknown`);
  for (const [key, source] of Object.entries(english)) {
    const message = catalogue[key];
    if (message === undefined) continue;
    if (message.trim() === "") found.push(`${key} says nothing`);
    const own = read(message);
    const given = read(source);
    if (own.variables.join() !== given.variables.join() && message.trim() !== "")
      found.push(`${key} has the variables ${own.variables.join()} instead of ${given.variables.join()}`);
    for (const variable of given.plurals.keys()) {
      // Which of two counts a sentence bends by is the language's choice; one of them it must.
      if (own.plurals.size === 0) found.push(`${key} has no plural for ${variable}`);
    }
    for (const [variable, forms] of own.plurals) {
      const missing = needed.filter((form) => !forms.includes(form)).toSorted();
      if (missing.length > 0) found.push(`${key} has no form ${missing.join(", ")} for ${variable}`);
    }
  }
  return found;
}

/** The forms that whole numbers of everyday size take. */
function pluralForms(tag: string): string[] {
  const rules = new Intl.PluralRules(locale(languages.find((one) => one === tag) ?? "en"));
  return [...new Set(["other", ...Array.from({ length: 200 }, (_, count) => rules.select(count))])];
}

function read(message: string): { variables: string[]; plurals: Map<string, string[]> } {
  const variables = new Set<string>();
  const plurals = new Map<string, string[]>();
  const visit = (elements: MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type === TYPE.argument || element.type === TYPE.number) variables.add(element.value);
      if (element.type === TYPE.plural) {
        variables.add(element.value);
        plurals.set(element.value, Object.keys(element.options));
        for (const option of Object.values(element.options)) visit(option.value);
      }
    }
  };
  visit(parse(message));
  return { variables: [...variables].toSorted(), plurals };
}
