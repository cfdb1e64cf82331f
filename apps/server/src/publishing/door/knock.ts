import type { IncomingMessage } from "node:http";
import { type Database, inOrganization } from "@fanal/database";
import { statusPages } from "@fanal/database/schema";
import { and, eq } from "drizzle-orm";
import type { ClientAddress } from "../../client-address.ts";
import { isPassword } from "../../passwords.ts";
import { isOwnForm, readForm } from "../../posted-form.ts";
import type { DoorCookies } from "./cookie.ts";
import type { GuardedPage } from "./door.ts";
import type { DoorLimits } from "./limits.ts";
import { fingerprint } from "./lock.ts";

/** What comes of a password that somebody gives. `in` brings the cookie that opens the page. */
export type Knocked =
  | { outcome: "in"; cookie: string }
  | { outcome: "wrong" }
  | { outcome: "limited"; wait: number };

/** A form with the longest password, each character of it written as bytes in per cent. */
const largestForm = 8 * 1024;

/**
 * Tries the password in the form of a request. Throws when the database does not answer: a try that cannot be counted
 * is none.
 */
export async function knock(
  request: IncomingMessage,
  page: GuardedPage,
  {
    database,
    limits,
    cookies,
    clientAddress,
  }: { database: Database; limits: DoorLimits; cookies: DoorCookies; clientAddress: ClientAddress },
): Promise<Knocked> {
  const password = (await readForm(request, largestForm))?.get("password") ?? null;
  if (password === null || !isOwnForm(request)) return { outcome: "wrong" };
  const tried = { pageId: page.pageId, address: clientAddress(request) ?? "unknown" };
  const wait = await limits.beforeTry(tried);
  if (wait !== null) return { outcome: "limited", wait };
  const hash = await passwordHash(database, page);
  if (hash === null || !(await isPassword(password, hash))) return { outcome: "wrong" };
  await limits.afterSuccess(tried);
  // The page may have got another password a moment ago, which this process has not heard of yet.
  const lock = { ...page.lock, passwordMark: fingerprint(hash) };
  return { outcome: "in", cookie: cookies.issue({ ...page, lock }) };
}

async function passwordHash(
  database: Database,
  { organizationId, pageId }: GuardedPage,
): Promise<string | null> {
  const { result } = await inOrganization(database, organizationId, ({ db }) =>
    db
      .select({ hash: statusPages.passwordHash })
      .from(statusPages)
      .where(and(eq(statusPages.organizationId, organizationId), eq(statusPages.id, pageId))),
  );
  return result[0]?.hash ?? null;
}
