import { limits } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { serviceGroups, services, subscribers } from "@fanal/database/schema";
import type { ImportCounts, ImportKind, ImportProblem } from "@fanal/domain";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { knownIds, type Origin } from "./aliases.ts";
import { type Past, refusedOf, sizeOf } from "./past.ts";
import { countsOf } from "./rows.ts";

/** A page to which something is brought, and where that comes from. */
export interface ImportPlace extends Origin {
  pageId: string;
}

const batchSize = 1_000;

/** The columns of an import that was read, with what would be made of it as things are now. */
export async function whatWasRead(reader: Reader, place: ImportPlace, read: Past) {
  const past = storable(read);
  return {
    past,
    plan: await planOf(reader, place, past),
    problems: past.problems.slice(0, limits.importProblems).map(shown),
    total: sizeOf(past),
  };
}

/** PostgreSQL keeps neither NUL nor half a character. */
function storable(past: Past): Past {
  const clean = (_: string, value: unknown) =>
    typeof value === "string" ? value.toWellFormed().replaceAll("\0", "") : value;
  return JSON.parse(JSON.stringify(past), clean);
}

/** One problem of several things says how many they are. */
function shown({ refused, name, ...problem }: Past["problems"][number]): ImportProblem {
  return { ...problem, name: refused > 1 ? `${name} (${refused.toLocaleString("en")})` : name };
}

async function planOf(reader: Reader, place: ImportPlace, past: Past): Promise<ImportCounts> {
  const groupNames = await namesOf(reader, "group");
  const serviceNames = await namesOf(reader, "service");
  const named = (names: ReadonlyMap<string, string>) => (one: { name: string }) => names.has(keyOf(one.name));
  const counts = {
    group: await countKnown(reader, place, "group", past.groups, named(groupNames)),
    service: await countKnown(reader, place, "service", past.services, named(serviceNames)),
    incident: await countKnown(reader, place, "incident", past.incidents),
    maintenance: await countKnown(reader, place, "maintenance", past.maintenances),
    subscriber: await countSubscribers(reader, place, past),
  };
  return countsOf((kind) => ({ ...counts[kind], refused: refusedOf(past, kind) }));
}

/** Names of what there is, in small letters, with ids: what is called the same is the same. */
export async function namesOf(
  { db, organizationId }: Reader,
  kind: "group" | "service",
): Promise<Map<string, string>> {
  const rows =
    kind === "group"
      ? await db
          .select({ id: serviceGroups.id, name: serviceGroups.name })
          .from(serviceGroups)
          .where(eq(serviceGroups.organizationId, organizationId))
      : await db
          .select({ id: services.id, name: services.name })
          .from(services)
          .where(and(eq(services.organizationId, organizationId), isNull(services.deletedAt)));
  return new Map(rows.map(({ id, name }) => [keyOf(name), id]));
}

export function keyOf(name: string): string {
  return name.trim().toLowerCase();
}

async function countKnown<Item extends { externalId: string }>(
  reader: Reader,
  place: ImportPlace,
  kind: ImportKind,
  items: readonly Item[],
  isHere: (item: Item) => boolean = () => false,
): Promise<{ added: number; known: number }> {
  let known = 0;
  for (const batch of batches(items)) {
    const ids = await knownIds(
      reader,
      place,
      kind,
      batch.map(({ externalId }) => externalId),
    );
    known += batch.filter((item) => ids.has(item.externalId) || isHere(item)).length;
  }
  return { added: items.length - known, known };
}

async function countSubscribers(
  reader: Reader,
  place: ImportPlace,
  past: Past,
): Promise<{ added: number; known: number }> {
  const here = new Set<string>();
  for (const batch of batches(past.subscribers))
    for (const { address } of await subscribersAmong(
      reader,
      place.pageId,
      batch.map(({ email }) => email),
    ))
      here.add(address);
  return countKnown(reader, place, "subscriber", past.subscribers, ({ email }) => here.has(email));
}

/** Those of some addresses that are known to the page, whether they are told or said no. */
export async function subscribersAmong(
  { db, organizationId }: Reader,
  pageId: string,
  addresses: readonly string[],
): Promise<{ id: string; address: string; isGone: boolean }[]> {
  if (addresses.length === 0) return [];
  const { id, addressKey, state } = subscribers;
  const rows = await db
    .select({ id, address: addressKey, state })
    .from(subscribers)
    .where(
      and(
        eq(subscribers.organizationId, organizationId),
        eq(subscribers.pageId, pageId),
        eq(subscribers.channel, "email"),
        inArray(addressKey, [...addresses]),
      ),
    );
  return rows.flatMap(({ id, address, state }) =>
    address === null ? [] : [{ id, address, isGone: state === "unsubscribed" }],
  );
}

export function batches<Item>(items: readonly Item[], size = batchSize): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
