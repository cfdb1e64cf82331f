import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** A moment in milliseconds since 1970: of the thousands that a large page reads, dates would take most of the time. */
export function milliseconds(moment: SQLWrapper): SQL<number> {
  return sql<number>`floor(extract(epoch from ${moment}) * 1000)::float8`;
}

/** As {@link milliseconds}, of what may not have come yet. */
export function millisecondsIfAny(moment: SQLWrapper): SQL<number | null> {
  return sql<number | null>`${milliseconds(moment)}`;
}
