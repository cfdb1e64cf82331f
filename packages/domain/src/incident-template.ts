/** What can stand between double braces in the title and the message of a template. */
export const templateVariables = ["service", "services", "status", "impact", "time", "organization"] as const;
export type TemplateVariable = (typeof templateVariables)[number];

/** What variables are filled in with; one that is left out stays as it is written. */
export type TemplateValues = Partial<Record<TemplateVariable, string>>;

/**
 * A text with its variables filled in, for example `{{service}} is slow`. Variables that nobody knows, or that have no
 * value, stay as they are. Values are text: braces in them are not variables again.
 */
export function fillTemplate(text: string, values: TemplateValues): string {
  return fill(text, values, (value) => value);
}

/** As {@link fillTemplate} does it with Markdown: the values show as they are, whatever signs they hold. */
export function fillMarkdownTemplate(markdown: string, values: TemplateValues): string {
  return fill(markdown, values, escapeMarkdown);
}

/** Text as Markdown that shows it as it is. Escapes no more than needed, since people go on editing it. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*[\]<|~]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/&(?=#?\w+;)/g, "\\&")
    .replace(/^(\d*)([-#+=>:.)])/, "$1\\$2");
}

function fill(text: string, values: TemplateValues, asText: (value: string) => string): string {
  return text.replace(/\{\{[ \t]*([a-z]+)[ \t]*\}\}/g, (written, name: string) => {
    const value = isVariable(name) ? values[name] : undefined;
    return value === undefined ? written : asText(value);
  });
}

function isVariable(name: string): name is TemplateVariable {
  return templateVariables.some((variable) => variable === name);
}
