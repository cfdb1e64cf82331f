import type { Subscriber, SubscriberFilter } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { subscribers } from "@fanal/database/schema";
import {
  type Channel,
  channels,
  everything,
  type ListedState,
  listedStates,
  type SubscriberChoices,
  wants,
} from "@fanal/domain";
import { and, count, desc, eq, ilike, ne, type SQL, sql } from "drizzle-orm";
import { cursorOf, placeIn } from "../cursor.ts";
import { refuse } from "../refusals.ts";
import { requireStatusPage } from "../status-pages/queries/pages.ts";
import { type PageService, pageServices } from "../status-pages/queries/services.ts";
import type { SubscriberRow } from "./rows.ts";

type Scope = SubscriberChoices["scope"];

/** Which subscribers of a page. */
export type OfPage = SubscriberFilter & { pageId: string };

const scopeOf = sql<Scope>`${subscribers.choices}->'scope'`;

/** A page of subscribers, newest first. Who was removed is on none. */
export async function listSubscribers(
  reader: Reader,
  { cursor, limit, ...filter }: OfPage & { cursor?: string | undefined; limit: number },
): Promise<{ items: Subscriber[]; nextCursor: string | null }> {
  await requireStatusPage(reader, filter.pageId);
  const rows = await reader.db
    .select()
    .from(subscribers)
    .where(and(await matches(reader, filter), cursor === undefined ? undefined : after(cursor)))
    .orderBy(desc(subscribers.createdAt), desc(subscribers.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(viewSubscriber),
    nextCursor:
      rows.length > limit && last !== undefined ? cursorOf({ at: last.createdAt, id: last.id }) : null,
  };
}

async function matches(
  reader: Reader,
  { pageId, state, channel, serviceId, q }: OfPage,
): Promise<SQL | undefined> {
  return and(
    ofPage(reader, pageId),
    state === undefined ? ne(subscribers.state, "removed") : eq(subscribers.state, state),
    channel === undefined ? undefined : eq(subscribers.channel, channel),
    q === undefined ? undefined : ilike(subscribers.address, `%${q.replace(/[\\%_]/g, "\\$&")}%`),
    serviceId === undefined ? undefined : await isToldOf(reader, pageId, serviceId),
  );
}

/** Whose part of the page has the service in it: each part that somebody chose is asked once. */
async function isToldOf(reader: Reader, pageId: string, serviceId: string): Promise<SQL> {
  const page = await requireStatusPage(reader, pageId);
  const service = (await pageServices(reader, page)).find(({ id }) => id === serviceId);
  const chosen = await reader.db
    .selectDistinct({ scope: scopeOf })
    .from(subscribers)
    .where(ofPage(reader, pageId));
  const telling = chosen.filter(({ scope }) => service !== undefined && tells(scope, service));
  const scopes = JSON.stringify(telling.map(({ scope }) => scope));
  return sql`${scopeOf} in (select jsonb_array_elements(${scopes}::jsonb))`;
}

/** How many there are in each state, and of the active ones by each channel and for each service of the page. */
export async function countSubscribers(
  reader: Reader,
  { pageId }: { pageId: string },
): Promise<{
  states: Record<ListedState, number>;
  channels: Record<Channel, number>;
  services: { serviceId: string; count: number }[];
}> {
  const page = await requireStatusPage(reader, pageId);
  const byState = await reader.db
    .select({ state: subscribers.state, count: count() })
    .from(subscribers)
    .where(ofPage(reader, pageId))
    .groupBy(subscribers.state);
  const active = and(ofPage(reader, pageId), eq(subscribers.state, "active"));
  const byChannel = await reader.db
    .select({ channel: subscribers.channel, count: count() })
    .from(subscribers)
    .where(active)
    .groupBy(subscribers.channel);
  const byScope = await reader.db
    .select({ scope: scopeOf, count: count() })
    .from(subscribers)
    .where(active)
    .groupBy(scopeOf);
  return {
    states: counted(listedStates, (state) => byState.find((one) => one.state === state)?.count),
    channels: counted(channels, (channel) => byChannel.find((one) => one.channel === channel)?.count),
    services: (await pageServices(reader, page)).map((service) => ({
      serviceId: service.id,
      count: byScope
        .filter(({ scope }) => tells(scope, service))
        .reduce((sum, { count: those }) => sum + those, 0),
    })),
  };
}

/** Whether those who chose this part of the page are told when a service of it breaks down. */
function tells(scope: Scope, { id, group }: PageService): boolean {
  return wants(
    { ...everything, scope },
    {
      kind: "incident_created",
      storyId: "",
      impact: "critical",
      serviceIds: [id],
      groupIds: group === null ? [] : [group.id],
    },
  );
}

export function viewSubscriber(row: SubscriberRow): Subscriber {
  const { state, address } = row;
  if (state === "removed" || address === null) return refuse("not_found");
  return {
    id: row.id,
    pageId: row.pageId,
    channel: row.channel,
    address,
    state,
    choices: row.choices,
    language: row.language,
    isShared: row.isShared,
    addedBy: row.addedBy,
    confirmationSentAt: row.confirmationSentAt?.toISOString() ?? null,
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
    unsubscribedAt: row.unsubscribedAt?.toISOString() ?? null,
    quarantinedAt: row.quarantinedAt?.toISOString() ?? null,
    failure: row.failure,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

function ofPage(reader: Reader, pageId: string): SQL | undefined {
  return and(eq(subscribers.organizationId, reader.organizationId), eq(subscribers.pageId, pageId));
}

function after(cursor: string): SQL {
  const { at, id } = placeIn(cursor);
  return sql`(${subscribers.createdAt}, ${subscribers.id}) < (${at}::timestamptz, ${id}::uuid)`;
}

function counted<Key extends string>(
  keys: readonly Key[],
  countOf: (key: Key) => number | undefined,
): Record<Key, number> {
  const entries = keys.map((key) => [key, countOf(key) ?? 0] as const);
  return Object.fromEntries(entries) as Record<Key, number>; // Every key has its entry.
}
