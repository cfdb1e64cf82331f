import { z } from "zod";

/** A text of the contract, with words of the form's own for when nothing was written. */
export function required<Text extends z.ZodType<string, string>>(words: string, text: Text) {
  return z
    .string()
    .refine((written) => written.trim() !== "", words)
    .pipe(text);
}

/** A text of the contract that may be left empty. */
export function optional(text: z.ZodType<string, string>): z.ZodType<string, string> {
  return z
    .string()
    .trim()
    .transform((written, check) => {
      if (written === "") return "";
      const { data, error } = text.safeParse(written);
      for (const { message } of error?.issues ?? []) check.addIssue({ code: "custom", message });
      return data ?? z.NEVER;
    });
}

/** What is wrong with a value, in the words of its schema; `null` when nothing is. */
export function problemOf(schema: z.ZodType, value: unknown): string | null {
  return schema.safeParse(value).error?.issues[0]?.message ?? null;
}

/** Leads to the first field that is marked as wrong, once it is. */
export function focusFirstProblem(form: HTMLElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
}
