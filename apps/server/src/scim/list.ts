import type { Reader } from "@fanal/database";
import { scimUsers } from "@fanal/database/schema";
import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import SCIMMY from "scimmy";
import { validate as isUuid } from "uuid";
import { z } from "zod";
import type { ScimUserRow } from "./provision.ts";
import { ScimRefusal } from "./refusal.ts";

const mostAtOnce = 200;
const asked = z.object({
  filter: z.string().max(500).optional(),
  // Less than 1 is 1, says the protocol, and less than 0 is 0.
  startIndex: z.coerce
    .number()
    .int()
    .max(1_000_000)
    .default(1)
    .transform((given) => Math.max(given, 1)),
  count: z.coerce
    .number()
    .int()
    .default(mostAtOnce)
    .transform((given) => Math.min(Math.max(given, 0), mostAtOnce)),
});

export interface Listed {
  total: number;
  startIndex: number;
  rows: ScimUserRow[];
}

/** People of the directory, oldest first; `filter` names one by `userName`, `externalId` or `id`, as directories look for one. */
export async function listScimUsers(
  { db, organizationId }: Reader,
  query: Record<string, string>,
): Promise<Listed> {
  const parsed = asked.safeParse(query);
  if (!parsed.success) throw new ScimRefusal(400, "startIndex and count are whole numbers.", "invalidValue");
  const { filter, startIndex, count } = parsed.data;
  const condition = and(
    eq(scimUsers.organizationId, organizationId),
    filter === undefined ? undefined : conditionOf(filter),
  );
  const total = await db.$count(scimUsers, condition);
  const rows = await db
    .select()
    .from(scimUsers)
    .where(condition)
    .orderBy(asc(scimUsers.createdAt), asc(scimUsers.id))
    .limit(count)
    .offset(startIndex - 1);
  return { total, startIndex, rows };
}

const comparison = z.tuple([z.string().regex(/^eq$/i), z.string()]);

function conditionOf(expression: string): SQL {
  const [first, ...others] = parse(expression);
  const [[attribute, comparing] = ["", null], ...more] = Object.entries(first ?? {});
  const compared = comparison.safeParse(comparing);
  if (others.length > 0 || more.length > 0 || !compared.success) refuseFilter();
  const [, value] = compared.data;
  switch (attribute.toLowerCase()) {
    case "username":
      return eq(sql`lower(${scimUsers.userName})`, value.toLowerCase());
    case "externalid":
      return eq(scimUsers.externalId, value);
    case "id":
      return isUuid(value) ? eq(scimUsers.id, value) : sql`false`;
    default:
      return refuseFilter();
  }
}

function parse(expression: string): object[] {
  try {
    return [...new SCIMMY.Types.Filter(expression)];
  } catch {
    return refuseFilter();
  }
}

function refuseFilter(): never {
  const message =
    'People are found by one comparison: userName, externalId or id, like userName eq "mara@acme.example".';
  throw new ScimRefusal(400, message, "invalidFilter");
}
