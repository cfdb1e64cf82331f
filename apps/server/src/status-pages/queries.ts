import type { StatusPage } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { services, statusPageServices, statusPages } from "@fanal/database/schema";
import { defaultLook } from "@fanal/domain";
import { and, asc, eq, isNull } from "drizzle-orm";
import { orNotFound } from "../refusals.ts";

/** All status pages of the organization, oldest first. */
export async function listStatusPages(reader: Reader, url: string): Promise<StatusPage[]> {
  const pages = await reader.db
    .select()
    .from(statusPages)
    .where(eq(statusPages.organizationId, reader.organizationId))
    .orderBy(asc(statusPages.createdAt), asc(statusPages.id));
  return withServices(reader, pages, url);
}

export async function getStatusPage(reader: Reader, pageId: string, url: string): Promise<StatusPage> {
  const pages = await reader.db
    .select()
    .from(statusPages)
    .where(and(eq(statusPages.organizationId, reader.organizationId), eq(statusPages.id, pageId)));
  const [view] = await withServices(reader, pages, url);
  return orNotFound(view);
}

async function withServices(
  reader: Reader,
  pages: (typeof statusPages.$inferSelect)[],
  url: string,
): Promise<StatusPage[]> {
  const chosen = await reader.db
    .select({ pageId: statusPageServices.pageId, serviceId: statusPageServices.serviceId })
    .from(statusPageServices)
    .innerJoin(
      services,
      and(
        eq(services.organizationId, statusPageServices.organizationId),
        eq(services.id, statusPageServices.serviceId),
      ),
    )
    .where(and(eq(statusPageServices.organizationId, reader.organizationId), isNull(services.deletedAt)))
    .orderBy(asc(statusPageServices.position), asc(statusPageServices.serviceId));
  const byPage = Map.groupBy(chosen, (row) => row.pageId);
  return pages.map((page) => ({
    id: page.id,
    name: page.name,
    slug: page.slug,
    url: `${url}/status/${page.slug}`,
    timeZone: page.timeZone,
    serviceIds: (byPage.get(page.id) ?? []).map((row) => row.serviceId),
    serviceSettings: [],
    groups: null,
    language: page.language,
    look: { ...defaultLook, historyDays: 90 },
    customCss: page.customCss,
    images: [],
    hidesFromSearch: page.hidesFromSearch,
    visibility: page.visibility,
    feedToken: null,
    addsNewServices: page.addsNewServices,
    publishedVersion: page.publishedVersion,
    version: page.version,
    createdAt: page.createdAt.toISOString(),
    updatedAt: page.updatedAt.toISOString(),
  }));
}

/** Refuses unless it is a page of the organization. */
export async function requireStatusPage(reader: Reader, pageId: string): Promise<void> {
  const found = await reader.db.$count(
    statusPages,
    and(eq(statusPages.organizationId, reader.organizationId), eq(statusPages.id, pageId)),
  );
  if (found === 0) orNotFound(undefined);
}
