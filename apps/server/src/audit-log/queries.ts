import type { AuditActor, AuditEvent, EventFilter } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { events } from "@fanal/database/schema";
import { and, desc, eq, gte, inArray, isNull, lt, ne, type SQL, sql } from "drizzle-orm";
import { viewEvent } from "./view.ts";

/** That a page was published follows from every change; it is shown to those who look for what Fanal does by itself. */
const publication = "status_page.published";

/** A page of the log, newest first. */
export async function listEvents(
  reader: Reader,
  { before, limit, ...filter }: EventFilter & { before?: number | undefined; limit: number },
): Promise<{ items: AuditEvent[]; nextBefore: number | null }> {
  const looksForPublications = filter.actor === "system" || filter.kind === "status_page";
  const rows = await select(reader, {
    filter,
    before,
    limit: limit + 1,
    also: looksForPublications ? undefined : ne(events.type, publication),
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(viewEvent),
    nextBefore: rows.length > limit && last !== undefined ? last.position : null,
  };
}

/** All of the log that a filter lets through, newest first, from a position down; at most so many at once. */
export async function eventsBelow(
  reader: Reader,
  filter: EventFilter,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<AuditEvent[]> {
  return (await select(reader, { filter, before, limit })).map(viewEvent);
}

const mostActors = 1_000;

/** Whoever stands in the log but Fanal itself, each by the name of the last time. */
export async function listActors({ db, organizationId }: Reader): Promise<AuditActor[]> {
  // From one to the next through the index by actor: a log of years is not read for it.
  const found = sql`(
    with recursive ids(id) as (
      (select ${actorId} from ${events}
        where organization_id = ${organizationId} and ${actorId} is not null order by 1 limit 1)
      union all
      select (select ${actorId} from ${events}
        where organization_id = ${organizationId} and ${actorId} > ids.id order by 1 limit 1)
      from ids where ids.id is not null
    )
    select (select actor from ${events}
      where organization_id = ${organizationId} and ${actorId} = ids.id order by position desc limit 1)
    from ids where ids.id is not null) as found`;
  const rows = await db.select({ actor: sql<AuditActor>`found.actor` }).from(found).limit(mostActors);
  return rows.map(({ actor: { kind, id, name } }) => ({ kind, id, name }));
}

function select(
  reader: Reader,
  {
    filter: { actor, kind, subjectId, from, to },
    before,
    limit,
    also,
  }: { filter: EventFilter; before: number | undefined; limit: number; also?: SQL | undefined },
) {
  return reader.db
    .select()
    .from(events)
    .where(
      and(
        eq(events.organizationId, reader.organizationId),
        before === undefined ? undefined : lt(events.position, before),
        actor === undefined ? undefined : actor === "system" ? isNull(actorId) : eq(actorId, actor),
        kind === undefined ? undefined : inArray(kindOfType, wordsOf(kind)),
        subjectId === undefined ? undefined : eq(events.subjectId, subjectId),
        from === undefined ? undefined : gte(events.createdAt, new Date(from)),
        to === undefined ? undefined : lt(events.createdAt, new Date(to)),
        to === undefined ? undefined : isAtOrBelow(reader, new Date(to)),
        also,
      ),
    )
    .orderBy(desc(events.position))
    .limit(limit);
}

// As the indexes have them.
const actorId = sql`(${events.actor}->>'id')`;
const kindOfType = sql`split_part(${events.type}, '.', 1)`;

const dayMs = 24 * 3_600_000;

/**
 * Lets a log of years be read from a time on without passing all that is newer: what happened before it stands below the
 * first event of a day later. Clocks of servers disagree by less.
 */
function isAtOrBelow({ organizationId }: Reader, to: Date): SQL {
  const later = new Date(to.getTime() + dayMs).toISOString();
  return sql`${events.position} < coalesce((select later.position from events as later
    where later.organization_id = ${organizationId} and later.created_at >= ${later}
    order by later.created_at limit 1), ${Number.MAX_SAFE_INTEGER})`;
}

/** What happens to many services or subscribers at once is about them too. */
function wordsOf(kind: NonNullable<EventFilter["kind"]>): string[] {
  return kind === "service" || kind === "subscriber" ? [kind, `${kind}s`] : [kind];
}
