import type { Reader } from "@fanal/database";
import { incidentUpdates, services } from "@fanal/database/schema";
import { impactOf, isOpen, type NoticeKind, type NoticeMessage } from "@fanal/domain";
import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { findOrganization } from "../../auth/organizations.ts";
import { renderMarkdown } from "../../markdown.ts";
import { readStory, type ToldStory } from "../../notifications/queries/story.ts";

/** What teams are told of an incident, and the teams whose services it affects. */
export interface ComposedNotice {
  message: NoticeMessage;
  teamIds: ReadonlySet<string>;
}

/** The organization as notices name it, and where its dashboard is. */
export async function noticeSender(reader: Reader, url: string): Promise<NoticeMessage["organization"]> {
  const { name, slug } = await findOrganization(reader);
  return { name, url: `${url}/app/${slug}` };
}

/** What is told of an open incident; `null` of what is over, deleted, or a draft. */
export async function composeNotice(
  reader: Reader,
  {
    kind,
    incidentId,
    silentHours,
    at,
  }: {
    kind: NoticeKind;
    incidentId: string;
    silentHours: number | null;
    at: Date;
  },
  url: string,
): Promise<ComposedNotice | null> {
  const story = await readStory(reader, { kind: "incident", id: incidentId });
  if (story?.kind !== "incident" || !isOpen(story.row.status)) return null;
  const organization = await noticeSender(reader, url);
  const affected = await readAffected(reader, story);
  const message: NoticeMessage = {
    kind,
    organization,
    incident: tell(story, organization.url),
    update: await lastWord(reader, incidentId),
    services: affected.map(({ id, name, status }) => ({ id, name, status })),
    silentHours,
    at: at.toISOString(),
  };
  const teamIds = affected.flatMap(({ teamId }) => (teamId === null ? [] : [teamId]));
  return { message, teamIds: new Set(teamIds) };
}

type IncidentStory = Extract<ToldStory, { kind: "incident" }>;

function tell({ row, affected }: IncidentStory, dashboard: string): NonNullable<NoticeMessage["incident"]> {
  const { id, title, status, impactOverride, startedAt, resolvedAt, nextUpdateAt } = row;
  return {
    kind: "incident",
    id,
    title,
    url: `${dashboard}/incidents/${id}`,
    status,
    impact: impactOf({ impactOverride, services: affected }),
    startedAt: startedAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
    nextUpdateAt: nextUpdateAt?.toISOString() ?? null,
  };
}

async function readAffected(reader: Reader, { affected }: IncidentStory) {
  const statusOf = new Map(affected.map(({ serviceId, status }) => [serviceId, status]));
  const rows = await reader.db
    .select({ id: services.id, name: services.name, teamId: services.teamId })
    .from(services)
    .where(
      and(
        eq(services.organizationId, reader.organizationId),
        inArray(services.id, [...statusOf.keys()]),
        isNull(services.deletedAt),
      ),
    )
    .orderBy(asc(services.position), asc(services.id));
  return rows.flatMap((row) => {
    const status = statusOf.get(row.id);
    return status === undefined ? [] : [{ ...row, status }];
  });
}

async function lastWord(reader: Reader, incidentId: string): Promise<NoticeMessage["update"]> {
  const [row] = await reader.db
    .select({ id: incidentUpdates.id, message: incidentUpdates.message, at: incidentUpdates.createdAt })
    .from(incidentUpdates)
    .where(
      and(
        eq(incidentUpdates.organizationId, reader.organizationId),
        eq(incidentUpdates.incidentId, incidentId),
        isNull(incidentUpdates.deletedAt),
      ),
    )
    .orderBy(desc(incidentUpdates.createdAt), desc(incidentUpdates.id))
    .limit(1);
  if (row === undefined || row.message === "") return null;
  const { id, message, at } = row;
  return { id, message, html: await renderMarkdown(message), at: at.toISOString() };
}
