import { createHash, randomBytes } from "node:crypto";
import type { Database } from "@fanal/database";
import { verification } from "@fanal/database/auth-schema";
import { newId } from "@fanal/database/schema";
import { and, eq, gt } from "drizzle-orm";

export const flowMinutes = 10;

/** What a browser is known by while it signs in elsewhere: what its cookie holds stays with it. */
export function newBrowser(): string {
  return randomBytes(32).toString("base64url");
}

interface Flow {
  /** Which room began it: what was begun by one is taken by no other. */
  kind: string;
  state: string;
  /** Only this browser finds it. */
  browser: string;
}

/** Notes that a browser begins to sign in elsewhere, for {@link flowMinutes}. What is stored opens nothing. */
export async function keepFlow(
  { db }: Pick<Database, "db">,
  { value, now, ...flow }: Flow & { value: object; now: Date },
): Promise<void> {
  await db.insert(verification).values({
    id: newId(),
    identifier: identifierOf(flow),
    value: JSON.stringify(value),
    expiresAt: new Date(now.getTime() + flowMinutes * 60_000),
    createdAt: now,
    updatedAt: now,
  });
}

/** Takes what was begun; it can be taken once. `null`: nothing was begun so, or too long ago. */
export async function takeFlow(
  { db }: Pick<Database, "db">,
  { now, ...flow }: Flow & { now: Date },
): Promise<unknown> {
  const [row] = await db
    .delete(verification)
    .where(and(eq(verification.identifier, identifierOf(flow)), gt(verification.expiresAt, now)))
    .returning({ value: verification.value });
  return row === undefined ? null : JSON.parse(row.value);
}

/** Notes something that may be there once, until then; whether it is there for the first time. */
export async function reserve(
  { db }: Pick<Database, "db">,
  { name, until, now }: { name: string; until: Date; now: Date },
): Promise<boolean> {
  const hash = hashOf(name);
  const reserved = await db
    .insert(verification)
    .values({ id: hash, identifier: hash, value: "", expiresAt: until, createdAt: now, updatedAt: now })
    .onConflictDoNothing({ target: verification.id })
    .returning({ id: verification.id });
  return reserved.length > 0;
}

function identifierOf({ kind, browser, state }: Flow): string {
  return `${kind}:${hashOf(`${browser} ${state}`)}`;
}

export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
