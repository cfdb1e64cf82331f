import type { PageService, StatusPage } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import {
  services,
  statusPageGroups,
  statusPageMetrics,
  statusPageServices,
  statusPages,
} from "@fanal/database/schema";
import type { Access } from "@fanal/domain";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { findDefaultPage } from "../../auth/organizations.ts";
import { orNotFound } from "../../refusals.ts";
import { type Addresses, pageAddresses } from "./hosts.ts";
import { listPageImages } from "./images.ts";

type StatusPageRow = typeof statusPages.$inferSelect;

/** Who looks at pages, and from where they are reached. */
export interface PageViewer extends Addresses {
  access: Access;
}

/** All status pages of the organization, oldest first. */
export async function listStatusPages(reader: Reader, viewer: PageViewer): Promise<StatusPage[]> {
  const pages = await reader.db
    .select()
    .from(statusPages)
    .where(eq(statusPages.organizationId, reader.organizationId))
    .orderBy(asc(statusPages.createdAt), asc(statusPages.id));
  const defaultPageId = await findDefaultPage(reader);
  const first = pages.filter(({ id }) => id === defaultPageId);
  const others = pages.filter(({ id }) => id !== defaultPageId);
  return viewPages(reader, [...first, ...others], viewer);
}

export async function getStatusPage(reader: Reader, pageId: string, viewer: PageViewer): Promise<StatusPage> {
  const [view] = await viewPages(reader, [await requireStatusPage(reader, pageId)], viewer);
  return orNotFound(view);
}

/** The row of a page of the organization; refuses when there is none. */
export async function requireStatusPage(reader: Reader, pageId: string): Promise<StatusPageRow> {
  const [page] = await reader.db
    .select()
    .from(statusPages)
    .where(and(eq(statusPages.organizationId, reader.organizationId), eq(statusPages.id, pageId)));
  return orNotFound(page);
}

async function viewPages(reader: Reader, pages: StatusPageRow[], viewer: PageViewer): Promise<StatusPage[]> {
  if (pages.length === 0) return [];
  const pageIds = pages.map((page) => page.id);
  const chosen = Map.groupBy(await readServices(reader, pageIds), (row) => row.pageId);
  const groups = Map.groupBy(await readGroups(reader, pageIds), (row) => row.pageId);
  const metrics = Map.groupBy(await readMetrics(reader, pageIds), (row) => row.pageId);
  const images = Map.groupBy(await listPageImages(reader, pageIds), (image) => image.pageId);
  const addressOf = await pageAddresses(reader, pages, viewer);
  return pages.map((page) => {
    const { url } = addressOf(page);
    const rows = chosen.get(page.id) ?? [];
    return {
      id: page.id,
      name: page.name,
      slug: page.slug,
      url,
      timeZone: page.timeZone,
      serviceIds: rows.map((row) => row.serviceId),
      serviceSettings: rows.map(viewService).filter(isUnusual),
      groups: page.hasOwnGroups
        ? (groups.get(page.id) ?? []).map(({ id, name, description }) => ({ id, name, description }))
        : null,
      metricIds: (metrics.get(page.id) ?? []).map((row) => row.metricId),
      addsNewServices: page.addsNewServices,
      language: page.language,
      look: page.look,
      customCss: page.customCss,
      images: (images.get(page.id) ?? []).map(({ kind, path, width, height }) => ({
        kind,
        url: `${url}/${path}`,
        width,
        height,
      })),
      hidesFromSearch: page.hidesFromSearch,
      visibility: page.visibility,
      feedToken:
        page.visibility !== "public" && viewer.access.actions.has("status_page.update")
          ? page.feedToken
          : null,
      senderName: page.senderName,
      replyTo: page.replyTo,
      reminderHours: page.reminderHours,
      uptimeRule: page.uptimeRule,
      publishedVersion: page.publishedVersion,
      version: page.version,
      createdAt: page.createdAt.toISOString(),
      updatedAt: page.updatedAt.toISOString(),
    };
  });
}

function viewService({
  serviceId,
  groupId,
  displayName,
  onlyWhenNotOperational,
}: Pick<typeof statusPageServices.$inferSelect, keyof PageService>): PageService {
  return { serviceId, groupId, displayName, onlyWhenNotOperational };
}

function isUnusual({ groupId, displayName, onlyWhenNotOperational }: PageService): boolean {
  return groupId !== null || displayName !== null || onlyWhenNotOperational;
}

/** In page order, those that were deleted left out. */
function readServices(reader: Reader, pageIds: string[]) {
  const { pageId, serviceId, groupId, displayName, onlyWhenNotOperational, organizationId, position } =
    statusPageServices;
  return reader.db
    .select({ pageId, serviceId, groupId, displayName, onlyWhenNotOperational })
    .from(statusPageServices)
    .innerJoin(services, and(eq(services.organizationId, organizationId), eq(services.id, serviceId)))
    .where(
      and(eq(organizationId, reader.organizationId), inArray(pageId, pageIds), isNull(services.deletedAt)),
    )
    .orderBy(asc(position), asc(serviceId));
}

function readMetrics(reader: Reader, pageIds: string[]) {
  const { pageId, metricId, organizationId, position } = statusPageMetrics;
  return reader.db
    .select({ pageId, metricId })
    .from(statusPageMetrics)
    .where(and(eq(organizationId, reader.organizationId), inArray(pageId, pageIds)))
    .orderBy(asc(position));
}

function readGroups(reader: Reader, pageIds: string[]) {
  return reader.db
    .select()
    .from(statusPageGroups)
    .where(
      and(
        eq(statusPageGroups.organizationId, reader.organizationId),
        inArray(statusPageGroups.pageId, pageIds),
      ),
    )
    .orderBy(asc(statusPageGroups.position), asc(statusPageGroups.id));
}
