import { type Confirmation, type LineError, limits, type SubscriberImport } from "@fanal/contract";
import { newId, subscriberImports } from "@fanal/database/schema";
import { and, eq, sql } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { allow, orNotFound, refuse } from "../refusals.ts";
import { requireStatusPage } from "../status-pages/queries/pages.ts";
import { recordImport } from "./import-event.ts";
import { countRows, viewWholeImport } from "./import-queries.ts";

type WholeImport = SubscriberImport & { errors: LineError[] };

/** Keeps a file whose rows become subscribers by themselves, and can be read at all. */
export async function startImport(
  context: OrganizationContext,
  input: { pageId: string; confirmation: Confirmation; csv: string },
): Promise<WholeImport> {
  allow(context, "subscriber.write");
  const total = await countRows(input.csv);
  return context.inOrganization(async (tx) => {
    const page = await requireStatusPage(tx, input.pageId);
    // Those who start one wait for each other: there may be only so many.
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${tx.organizationId}, 6))`);
    const running = await tx.db.$count(
      subscriberImports,
      and(eq(subscriberImports.organizationId, tx.organizationId), eq(subscriberImports.state, "running")),
    );
    if (running >= limits.imports)
      refuse("limit_reached", `${limits.imports} imports are running. Wait until one of them is finished.`);
    const [row] = await tx.db
      .insert(subscriberImports)
      .values({
        organizationId: tx.organizationId,
        id: newId(),
        pageId: page.id,
        confirmation: input.confirmation,
        state: "running",
        csv: input.csv,
        total,
        startedBy: context.actor,
        startedFrom: context.address,
        createdAt: context.now(),
      })
      .returning();
    return viewWholeImport(orNotFound(row));
  });
}

/** Ends an import before its last row. What it added stays. */
export function stopImport(
  context: OrganizationContext,
  { importId }: { importId: string },
): Promise<WholeImport> {
  return context.inOrganization(async (tx) => {
    allow(context, "subscriber.write");
    const one = and(
      eq(subscriberImports.organizationId, tx.organizationId),
      eq(subscriberImports.id, importId),
    );
    // Waits for the rows that are being written.
    const [row] = await tx.db.select().from(subscriberImports).where(one).for("no key update");
    const before = orNotFound(row);
    if (before.state !== "running") return viewWholeImport(before);
    const [stopped] = await tx.db
      .update(subscriberImports)
      .set({ state: "stopped", csv: null, takenUntil: null, finishedAt: context.now() })
      .where(one)
      .returning();
    const after = orNotFound(stopped);
    recordImport(tx, context, after);
    return viewWholeImport(after);
  });
}
