/** What the text of a template can leave open until it is used, each written as `{{name}}`. */
export const templateVariables = ["service", "services", "status", "impact", "time", "organization"] as const;
export type TemplateVariable = (typeof templateVariables)[number];

export type TemplateValues = Partial<Record<TemplateVariable, string>>;

/** The text with its variables filled in. Those without a value, and words that are no variable, stay as they stand. */
export function fillTemplate(text: string, values: Readonly<Record<string, string | undefined>>): string {
  return text.replace(placeholder, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

/** As {@link fillTemplate} does it with Markdown: values show as they are, whatever signs they hold. */
export function fillMarkdownTemplate(
  markdown: string,
  values: Readonly<Record<string, string | undefined>>,
): string {
  const escaped = Object.entries(values).map(([name, value]) => [
    name,
    value === undefined ? undefined : escapeMarkdown(value),
  ]);
  return fillTemplate(markdown, Object.fromEntries(escaped));
}

/** Text as Markdown that shows it as it is. Escapes no more than needed, since people go on editing it. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*[\]<|~]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/&(?=#?\w+;)/g, "\\&")
    .replace(/^[-#+=>:]/, "\\$&")
    .replace(/^(\d+)([.)])/, "$1\\$2");
}

/** The variables that a text still leaves open, each once, in the order in which they stand. */
export function openVariables(text: string): TemplateVariable[] {
  const names = [...text.matchAll(placeholder)].map(([, name = ""]) => name);
  return [...new Set(names.filter(isTemplateVariable))];
}

const placeholder = /\{\{\s*([a-z]+)\s*\}\}/g;

function isTemplateVariable(name: string): name is TemplateVariable {
  return templateVariables.some((variable) => variable === name);
}
