import { type IncidentTemplate, limits } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { incidentTemplates, newId } from "@fanal/database/schema";
import type { AffectedService, Impact, IncidentStatus } from "@fanal/domain";
import { and, eq, sql } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orNotFound, refuse, refuseStale } from "../refusals.ts";
import { requireServices } from "../services/queries.ts";
import { viewTemplate } from "./template-queries.ts";

type TemplateRow = typeof incidentTemplates.$inferSelect;

export function createTemplate(
  context: OrganizationContext,
  input: {
    name: string;
    title: string;
    message: string;
    status: IncidentStatus;
    impact: Impact | null;
    services: AffectedService[];
  },
): Promise<IncidentTemplate> {
  return context.inOrganization(async (tx) => {
    allow(context, "incident_template.write");
    await requireRoom(tx);
    const { name, title, message, status, impact, services } = input;
    await requireServices(tx, idsOf(services));
    const now = context.now();
    const [row] = await tx.db
      .insert(incidentTemplates)
      .values({
        organizationId: tx.organizationId,
        id: newId(),
        name,
        title,
        message,
        status,
        impact,
        services,
        createdAt: now,
        updatedAt: now,
      })
      .returning();
    const template = orNotFound(row);
    record(tx, context, {
      type: "incident_template.created",
      subjectId: template.id,
      data: { after: factsOf(template) },
    });
    return viewTemplate(tx, template);
  });
}

export function updateTemplate(
  context: OrganizationContext,
  input: {
    templateId: string;
    name?: string | undefined;
    title?: string | undefined;
    message?: string | undefined;
    status?: IncidentStatus | undefined;
    impact?: Impact | null | undefined;
    services?: AffectedService[] | undefined;
    version?: number | undefined;
  },
): Promise<IncidentTemplate> {
  return context.inOrganization(async (tx) => {
    allow(context, "incident_template.write");
    const template = await lockTemplate(tx, input.templateId);
    refuseStale(template, input.version);
    const known = new Set(idsOf(template.services));
    await requireServices(
      tx,
      idsOf(input.services ?? []).filter((id) => !known.has(id)),
    );
    const before = factsOf(template);
    const after = {
      name: input.name ?? before.name,
      title: input.title ?? before.title,
      message: input.message ?? before.message,
      status: input.status ?? before.status,
      impact: input.impact === undefined ? before.impact : input.impact,
      services: input.services ?? before.services,
    };
    const [row] = await tx.db
      .update(incidentTemplates)
      .set({ ...after, updatedAt: context.now(), version: sql`version + 1` })
      .where(one(tx, template.id))
      .returning();
    record(tx, context, {
      type: "incident_template.updated",
      subjectId: template.id,
      data: { before, after },
    });
    return viewTemplate(tx, orNotFound(row));
  });
}

export function deleteTemplate(
  context: OrganizationContext,
  input: { templateId: string; version?: number | undefined },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "incident_template.write");
    const template = await lockTemplate(tx, input.templateId);
    refuseStale(template, input.version);
    await tx.db.delete(incidentTemplates).where(one(tx, template.id));
    record(tx, context, {
      type: "incident_template.deleted",
      subjectId: template.id,
      data: { before: factsOf(template) },
    });
  });
}

/** Refuses one template too many. Those who add some wait for each other. */
async function requireRoom(tx: Tx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${tx.organizationId}, 1))`);
  const count = await tx.db.$count(
    incidentTemplates,
    eq(incidentTemplates.organizationId, tx.organizationId),
  );
  if (count >= limits.templates) {
    refuse(
      "limit_reached",
      `An organization has at most ${limits.templates} templates. Delete one that is not needed any more.`,
    );
  }
}

/** Locks the row, since two operators may change it at once. */
async function lockTemplate(tx: Tx, templateId: string): Promise<TemplateRow> {
  const [template] = await tx.db
    .select()
    .from(incidentTemplates)
    .where(one(tx, templateId))
    .for("no key update");
  return orNotFound(template);
}

function factsOf({ name, title, message, status, impact, services }: TemplateRow) {
  return { name, title, message, status, impact, services };
}

function idsOf(services: readonly AffectedService[]): string[] {
  return services.map(({ serviceId }) => serviceId);
}

function one(tx: Tx, templateId: string) {
  return and(eq(incidentTemplates.organizationId, tx.organizationId), eq(incidentTemplates.id, templateId));
}
