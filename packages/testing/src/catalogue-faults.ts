import type { Language } from "@fanal/domain";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";

/** What is wrong with a catalogue, beside the English one. */
export function catalogueFaults(
  catalogue: Record<string, string>,
  english: Record<string, string>,
  tag: Language,
): string[] {
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
function pluralForms(tag: Language): string[] {
  const rules = new Intl.PluralRules(tag);
  return [...new Set(["other", ...Array.from({ length: 200 }, (_, count) => rules.select(count))])];
}

function read(message: string): { variables: string[]; plurals: Map<string, string[]> } {
  const variables = new Set<string>();
  const plurals = new Map<string, string[]>();
  const visit = (elements: MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type === TYPE.argument || element.type === TYPE.number) variables.add(element.value);
      if (element.type === TYPE.tag) {
        variables.add(`<${element.value}>`);
        visit(element.children);
      }
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
