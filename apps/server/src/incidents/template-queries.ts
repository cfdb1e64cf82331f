import type { IncidentTemplate } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { incidentTemplates, services } from "@fanal/database/schema";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { orNotFound } from "../refusals.ts";

type TemplateRow = typeof incidentTemplates.$inferSelect;

/** All templates of the organization, by name. */
export async function listTemplates(reader: Reader): Promise<IncidentTemplate[]> {
  const rows = await reader.db
    .select()
    .from(incidentTemplates)
    .where(eq(incidentTemplates.organizationId, reader.organizationId))
    .orderBy(asc(sql`lower(${incidentTemplates.name})`), asc(incidentTemplates.id));
  return viewTemplates(reader, rows);
}

export async function viewTemplate(reader: Reader, row: TemplateRow): Promise<IncidentTemplate> {
  const [view] = await viewTemplates(reader, [row]);
  return orNotFound(view);
}

/** Services that were deleted are left out; when they are restored, they are there again. */
async function viewTemplates(reader: Reader, rows: TemplateRow[]): Promise<IncidentTemplate[]> {
  const named = [...new Set(rows.flatMap((row) => row.services.map(({ serviceId }) => serviceId)))];
  const present = await reader.db
    .select({ id: services.id })
    .from(services)
    .where(
      and(
        eq(services.organizationId, reader.organizationId),
        inArray(services.id, named),
        isNull(services.deletedAt),
      ),
    );
  const isPresent = new Set(present.map(({ id }) => id));
  return rows.map(
    ({ id, name, title, message, status, impact, services, version, createdAt, updatedAt }) => ({
      id,
      name,
      title,
      message,
      status,
      impact,
      services: services.filter(({ serviceId }) => isPresent.has(serviceId)),
      version,
      createdAt: createdAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
    }),
  );
}
