import { limits } from "@fanal/contract";
import type { ImportKind } from "@fanal/domain";
import { z } from "zod";
import type { Past } from "../past.ts";
import { type SourceApi, UnreadableError } from "../source-api.ts";

/** What is needed to read an API. */
export interface SourceAccess {
  address: string | null;
  sourcePageId: string | null;
  key: string | null;
}

/** One product: how its API is read into what an export of it holds, and what that means here. */
export interface Source {
  /** In front of all paths of its API, and what each request carries. */
  api: (access: SourceAccess) => { base: string; headers: Record<string, string> };
  collect: (api: SourceApi, access: SourceAccess) => Promise<unknown>;
  /** Throws `UnreadableError` for what is no export of the product. */
  toPast: (exported: unknown) => Past;
}

/** An address that mails may go to, as it is kept here. */
export const mailAddress = z.email().max(limits.email).toLowerCase();

/**
 * The items that are what the product writes; each other one is a problem, and the rest is brought. Nothing else is served
 * while they are looked at, so there may be only so many.
 */
export function readItems<Item>(
  past: Past,
  kind: ImportKind,
  items: readonly unknown[],
  schema: z.ZodType<Item>,
): Item[] {
  if (items.length > limits.importRows)
    throw new UnreadableError(
      `It has more than ${limits.importRows.toLocaleString("en")} things of one kind. Bring it in parts.`,
    );
  return items.flatMap((item) => {
    const { data, error } = schema.safeParse(item);
    if (data !== undefined) return [data];
    const [issue] = error?.issues ?? [];
    const where = issue === undefined || issue.path.length === 0 ? "" : ` at “${issue.path.join(".")}”`;
    past.problems.push({
      kind,
      name: nameOf(item),
      message: `It is not as this product writes it${where}.`,
      refused: 1,
    });
    return [];
  });
}

/** Of things that have the same id the first. */
export function onceEach<Item extends { externalId: string }>(items: readonly Item[]): Item[] {
  return [...new Map(items.toReversed().map((item) => [item.externalId, item])).values()].toReversed();
}

/** Counts one more thing that cannot be brought for a reason; those of one name and reason are one problem. */
export function refuseEach(past: Past, kind: ImportKind, name: string, message: string): void {
  const known = past.problems.find(
    (one) => one.kind === kind && one.name === name && one.message === message,
  );
  if (known !== undefined) known.refused++;
  else past.problems.push({ kind, name, message, refused: 1 });
}

/** An end behind a start: what was written down afterwards has both in the same moment there. */
export function after(start: string, end: string): string {
  return end > start ? end : new Date(Date.parse(start) + 1_000).toISOString();
}

function nameOf(item: unknown): string {
  const named =
    typeof item === "object" && item !== null ? { name: "", id: "", ...item } : { name: "", id: "" };
  return String(named.name || named.id || "without a name").slice(0, 100);
}
