import type { Reader } from "@fanal/database";
import { notifications, type statusPages } from "@fanal/database/schema";
import {
  accentOf,
  type Impact,
  impactOf,
  incidentStatuses,
  isOpen,
  maintenanceStatuses,
  type NotificationKind,
  type NotificationMessage,
  type NotificationStory,
  type Told,
  worstImpact,
} from "@fanal/domain";
import { and, eq } from "drizzle-orm";
import { type Addresses, pageAddresses } from "../../status-pages/queries/hosts.ts";
import { listPageImages } from "../../status-pages/queries/images.ts";
import { type PageService, pageServices } from "../../status-pages/queries/services.ts";
import type { Said, ToldStory } from "./story.ts";

/** What was said, with its Markdown rendered. */
export type RenderedSaid = Said & { html: string };

type PageRow = typeof statusPages.$inferSelect;

/** What one page's subscribers are told, and what decides who of them is. */
export interface Composed {
  message: NotificationMessage;
  told: Told;
}

/** What a page tells of a story; `null` when it shows none of what the story affects. */
export async function compose(
  reader: Reader,
  page: PageRow,
  { kind, story, said }: { kind: NotificationKind; story: ToldStory; said: RenderedSaid | null },
  addresses: Addresses,
): Promise<Composed | null> {
  const statusOf = new Map(story.affected.map(({ serviceId, status }) => [serviceId, status]));
  const all = await pageServices(reader, page);
  const here = all.filter(({ id }) => statusOf.has(id));
  if (statusOf.size > 0 && here.length === 0) return null;
  const { url } = (await pageAddresses(reader, [page], addresses))(page);
  const services = here.flatMap(({ id, name }) => {
    const status = statusOf.get(id);
    return status === undefined ? [] : [{ id, name, status }];
  });
  const message: NotificationMessage = {
    kind,
    page: await describe(reader, page, url),
    story: tell(story, said, { pageUrl: url, here }),
    update: said === null || said.message === "" ? null : sayAgain(said),
    services,
  };
  const concern = {
    kind,
    storyKind: story.kind,
    storyId: story.row.id,
    impact: message.story.kind === "incident" ? message.story.impact : null,
    serviceIds: services.map(({ id }) => id),
  };
  return { message, told: await whatDecides(reader, concern, { pageId: page.id, services: all }) };
}

async function describe(reader: Reader, page: PageRow, url: string): Promise<NotificationMessage["page"]> {
  const { id, name, timeZone, look, senderName, replyTo } = page;
  const images = await listPageImages(reader, [id]);
  // Drawings are shown by few programs that read mails.
  const logo = images.find((image) => image.kind === "logo_light" && image.path.endsWith(".png"));
  return {
    id,
    name,
    senderName: senderName ?? name,
    replyTo,
    url,
    timeZone,
    accent: look.accent === null ? null : accentOf(look.accent).light.color,
    logo: logo === undefined ? null : { url: `${url}/${logo.path}`, width: logo.width, height: logo.height },
  };
}

/** In the state that was said, also where it went on since. */
function tell(
  story: ToldStory,
  said: Said | null,
  { pageUrl, here }: { pageUrl: string; here: readonly PageService[] },
): NotificationStory {
  if (story.kind === "maintenance") {
    const { id, title, startsAt, endsAt } = story.row;
    const status = maintenanceStatuses.find((one) => one === said?.status) ?? story.row.status;
    const window = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
    return { kind: "maintenance", id, title, status, url: `${pageUrl}/maintenances/${id}`, ...window };
  }
  const { id, title, impactOverride, startedAt, resolvedAt, nextUpdateAt } = story.row;
  const status = incidentStatuses.find((one) => one === said?.status) ?? story.row.status;
  const shown = new Set(here.map((service) => service.id));
  return {
    kind: "incident",
    id,
    title,
    status,
    url: `${pageUrl}/incidents/${id}`,
    // Of what the page shows, as the page itself has it.
    impact: impactOf({
      impactOverride,
      services: story.affected.filter(({ serviceId }) => shown.has(serviceId)),
    }),
    startedAt: startedAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
    nextUpdateAt: isOpen(status) ? (nextUpdateAt?.toISOString() ?? null) : null,
  };
}

function sayAgain({ id, message, html, at }: RenderedSaid): NotificationMessage["update"] {
  return { id, message, html, at: at.toISOString() };
}

/** A story as it concerns one page. */
export interface Concern {
  kind: NotificationKind;
  storyKind: "incident" | "maintenance";
  /** `null` while it is being written. */
  storyId: string | null;
  /** `null` of a maintenance. */
  impact: Impact | null;
  /** Those of the page. */
  serviceIds: readonly string[];
}

/** Whoever was told of a beginning is told of the end, though it is milder by then and affects less. */
export async function whatDecides(
  reader: Reader,
  { kind, storyKind, storyId, impact, serviceIds }: Concern,
  { pageId, services }: { pageId: string; services: readonly PageService[] },
): Promise<Told> {
  const before = storyId === null ? [] : await toldBefore(reader, pageId, { storyKind, storyId });
  const affected = new Set([...serviceIds, ...before.flatMap((one) => one.serviceIds)]);
  const groupIds = services.flatMap(({ id, group }) =>
    group !== null && affected.has(id) ? [group.id] : [],
  );
  return {
    kind,
    storyId: storyId ?? "",
    impact: impact === null ? null : worstImpact([impact, ...before.flatMap((one) => one.impact ?? [])]),
    serviceIds: [...affected],
    groupIds: [...new Set(groupIds)],
  };
}

async function toldBefore(
  reader: Reader,
  page: string,
  { storyKind, storyId }: { storyKind: Concern["storyKind"]; storyId: string },
): Promise<{ impact: Impact | null; serviceIds: string[] }[]> {
  const { organizationId, pageId, incidentId, maintenanceId, impact, message } = notifications;
  const rows = await reader.db
    .select({ impact, message })
    .from(notifications)
    .where(
      and(
        eq(organizationId, reader.organizationId),
        eq(pageId, page),
        eq(storyKind === "incident" ? incidentId : maintenanceId, storyId),
      ),
    );
  return rows.map((row) => ({
    impact: row.impact,
    serviceIds: row.message.services.map((service) => service.id),
  }));
}
