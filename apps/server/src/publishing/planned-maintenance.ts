import type { Story } from "@fanal/contract/snapshot";
import type { Reader } from "@fanal/database";
import { maintenances } from "@fanal/database/schema";
import { isRefusal, scheduleMaintenance } from "@fanal/domain";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { previewMarkdown } from "../markdown.ts";
import { orNotFound } from "../refusals.ts";
import type { PageService } from "../status-pages/queries/services.ts";
import { readUpdates } from "./snapshot/maintenances.ts";
import { mostUpdates } from "./stories.ts";

/** A maintenance as it stands in a form, which need not be right yet: all that visitors would see of it. */
export const maintenancePlan = z.object({
  /** The one that is changed; a new one without. */
  maintenance: z.uuid().optional(),
  title: z.string(),
  /** Of a new one: its first update, as Markdown. */
  message: z.string().default(""),
  /** Ids with commas between them. */
  services: z.string().default(""),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  /** Whether it is written down afterwards. */
  isPast: z.enum(["0", "1"]).default("0"),
});
export type MaintenancePlan = z.infer<typeof maintenancePlan>;

/** The story that a page would tell once a plan is saved as it is. */
export async function storyOfPlan(
  reader: Reader,
  plan: MaintenancePlan,
  { services, now }: { services: readonly PageService[]; now: Date },
): Promise<Story> {
  const { title, startsAt, endsAt } = plan;
  const chosen = new Set(plan.services.split(","));
  const before =
    plan.maintenance === undefined ? await announced(plan, now) : await stored(reader, plan.maintenance);
  return {
    kind: "maintenance",
    ...before,
    title,
    startsAt,
    endsAt,
    services: services.filter(({ id }) => chosen.has(id)).map(({ id, name }) => ({ id, name })),
  };
}

/** What a change of the form leaves as it is. */
async function stored(reader: Reader, maintenanceId: string) {
  const [found] = await reader.db
    .select()
    .from(maintenances)
    .where(
      and(
        eq(maintenances.organizationId, reader.organizationId),
        eq(maintenances.id, maintenanceId),
        isNull(maintenances.deletedAt),
      ),
    );
  const { id, status, startedAt, finishedAt, sequence, updatedAt } = orNotFound(found);
  const told = (await readUpdates(reader, [id], mostUpdates)).get(id) ?? { updates: [], updateCount: 0 };
  return {
    id,
    status,
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
    sequence,
    updatedAt: updatedAt.toISOString(),
    ...told,
  };
}

/** What a new one begins with. A window that the form will refuse is looked at as if it lay ahead. */
async function announced({ message, startsAt, endsAt, isPast }: MaintenancePlan, now: Date) {
  const planned = {
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    startsAutomatically: true,
    finishesAutomatically: true,
    recordsPast: isPast === "1",
  };
  const state = scheduleMaintenance(planned, now);
  const { status, startedAt, finishedAt } = isRefusal(state)
    ? { status: "scheduled" as const, startedAt: null, finishedAt: null }
    : state;
  const html = message.trim() === "" ? "" : await previewMarkdown(message);
  const createdAt = (finishedAt ?? now).toISOString();
  return {
    id: notYetStored,
    status,
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
    sequence: 0,
    updatedAt: now.toISOString(),
    updates: [{ id: notYetStored, status, html, createdAt, editedAt: null }],
    updateCount: 1,
  };
}

const notYetStored = "00000000-0000-7000-8000-000000000000";
