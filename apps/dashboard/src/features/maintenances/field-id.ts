import type { DraftField } from "./draft.ts";

/** The id of the control in which a field of the form is written, to lead to it when it is wrong. */
export function fieldId(field: DraftField): string {
  return `maintenance-${field}`;
}
