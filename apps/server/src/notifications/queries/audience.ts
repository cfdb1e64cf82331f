import type { Audience } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { statusPages, subscribers } from "@fanal/database/schema";
import {
  type AffectedService,
  type Channel,
  channels,
  impactOf,
  type NotificationKind,
  type Told,
  wants,
} from "@fanal/domain";
import { and, asc, eq, sql } from "drizzle-orm";
import { orNotFound } from "../../refusals.ts";
import { requireServices } from "../../services/queries.ts";
import { pageServices } from "../../status-pages/queries/services.ts";
import { whatDecides } from "./compose.ts";
import { readStory } from "./story.ts";

/** Who would be told, page by page; pages that show nothing of it are left out. */
export async function audienceOf(
  reader: Reader,
  input: {
    kind: NotificationKind;
    storyId?: string | undefined;
    services?: AffectedService[] | undefined;
    serviceIds?: string[] | undefined;
  },
): Promise<Audience[]> {
  const storyKind = input.kind.startsWith("maintenance_") ? "maintenance" : "incident";
  await requireServices(reader, namedServices(input));
  const { storyId = null } = input;
  const story =
    storyId === null ? null : orNotFound(await readStory(reader, { kind: storyKind, id: storyId }));
  const given = story?.kind === "incident" ? story.affected : [];
  const changed = new Map([...given, ...(input.services ?? [])].map((one) => [one.serviceId, one]));
  const affected = storyKind === "incident" ? [...changed.values()] : [];
  const planned = input.serviceIds ?? story?.affected.map(({ serviceId }) => serviceId) ?? [];
  const affectedIds = storyKind === "incident" ? affected.map(({ serviceId }) => serviceId) : planned;
  const impactOverride = story?.kind === "incident" ? story.row.impactOverride : null;

  const pages = await reader.db
    .select()
    .from(statusPages)
    .where(eq(statusPages.organizationId, reader.organizationId))
    .orderBy(asc(statusPages.createdAt), asc(statusPages.id));
  const audiences: Audience[] = [];
  for (const page of pages) {
    const services = await pageServices(reader, page);
    const shown = new Set(services.map(({ id }) => id));
    const here = affectedIds.filter((id) => shown.has(id));
    if (affectedIds.length > 0 && here.length === 0) continue;
    const impact =
      storyKind === "maintenance"
        ? null
        : impactOf({ impactOverride, services: affected.filter(({ serviceId }) => shown.has(serviceId)) });
    const concern = { kind: input.kind, storyKind, storyId, impact, serviceIds: here } as const;
    const told = await whatDecides(reader, concern, { pageId: page.id, services });
    audiences.push({ pageId: page.id, pageName: page.name, ...(await countTold(reader, page.id, told)) });
  }
  return audiences;
}

/** The services that what is written names. */
export function namedServices({
  services = [],
  serviceIds = [],
}: {
  services?: AffectedService[] | undefined;
  serviceIds?: string[] | undefined;
}): string[] {
  return [...services.map(({ serviceId }) => serviceId), ...serviceIds];
}

/** Subscribers choose alike, so each choice is looked at once, however many made it. */
async function countTold(
  reader: Reader,
  page: string,
  told: Told,
): Promise<{ total: number; byChannel: Partial<Record<Channel, number>> }> {
  const { organizationId, pageId, state, channel, choices } = subscribers;
  const rows = await reader.db
    .select({ channel, choices, count: sql<number>`count(*)::int` })
    .from(subscribers)
    .where(and(eq(organizationId, reader.organizationId), eq(pageId, page), eq(state, "active")))
    .groupBy(channel, choices);
  const counted = rows.filter((row) => wants(row.choices, told));
  const byChannel = Object.fromEntries(
    channels.flatMap((one) => {
      const count = sum(counted.filter((row) => row.channel === one));
      return count === 0 ? [] : [[one, count]];
    }),
  );
  return { total: sum(counted), byChannel };
}

function sum(rows: readonly { count: number }[]): number {
  return rows.reduce((total, { count }) => total + count, 0);
}
