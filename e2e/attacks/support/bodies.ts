import type { Schema } from "./description.ts";

/** What a body is made of. */
export interface Ingredients {
  /** For each field that takes whatever people write; `longest` in characters, where there may be lines. */
  text: (longest: number) => string;
  /** Values by the name of a field, such as ids of what there is. */
  known: Readonly<Record<string, unknown>>;
}

/** How the API describes a text of one line, and of several. */
const oneLine = "^[^\\p{Cc}]*$";
const freeText = new Set([oneLine, "^[\\t\\n\\r\\P{Cc}]*$"]);

/** Paths of all fields that take whatever people write. */
export function textFieldsOf(schema: Schema, path = ""): string[] {
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [
    ...new Set([
      ...(schema.pattern !== undefined && freeText.has(schema.pattern) ? [path] : []),
      ...inner.flatMap((one) => textFieldsOf(one, path)),
      ...(schema.items === undefined ? [] : textFieldsOf(schema.items, path)),
      ...Object.entries(schema.properties ?? {}).flatMap(([name, one]) =>
        textFieldsOf(one, path === "" ? name : `${path}.${name}`),
      ),
    ]),
  ];
}

/** A body that has every text field, all that is required, and nothing else. */
export function bodyOf(schema: Schema, ingredients: Ingredients, path = ""): unknown {
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const chosen = inner.find(({ type }) => type !== "null");
  if (chosen !== undefined) return bodyOf(chosen, ingredients, path);
  const name = path.split(".").at(-1) ?? "";
  if (name in ingredients.known) return ingredients.known[name];
  if (schema.pattern !== undefined && freeText.has(schema.pattern))
    return ingredients.text(schema.pattern === oneLine ? 100 : (schema.maxLength ?? 100));
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.items !== undefined) return [bodyOf(schema.items, ingredients, path)];
  if (schema.properties !== undefined) {
    const wanted = Object.entries(schema.properties).filter(
      ([key, one]) => schema.required?.includes(key) || textFieldsOf(one).length > 0,
    );
    return Object.fromEntries(
      wanted.map(([key, one]) => [key, bodyOf(one, ingredients, path === "" ? key : `${path}.${key}`)]),
    );
  }
  if (schema.type === "boolean") return false;
  if (schema.type === "integer" || schema.type === "number") return 1;
  throw new Error(`Nothing is known for ${path}`);
}
