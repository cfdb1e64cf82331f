import { deliveryChannel, type Tx } from "@fanal/database";
import { deliveries, newId, notices, noticeTargets } from "@fanal/database/schema";
import { concerns, giveUpAfterHours, incidentStatuses, isOpen, type NoticeKind } from "@fanal/domain";
import { and, eq, lte, sql } from "drizzle-orm";
import { z } from "zod";
import type { ReaderDefinition } from "../events/reader.ts";
import type { FanalEvent } from "../events/types.ts";
import { composeNotice } from "../notices/queries/compose.ts";
import { readRecipients, type TargetRow } from "../notices/queries/recipients.ts";

export const noticeReaderName = "notices";

const silence = z.object({ hours: z.number() });
const promise = z.object({ promisedFor: z.coerce.date() });
const brought = z.object({ isImported: z.literal(true) });
const step = z.object({ before: z.enum(incidentStatuses), after: z.enum(incidentStatuses) });

/**
 * The reader that writes down which teams an event is told: one notice, and a delivery for each target that wants it, to each
 * member where it goes by mail. Both are unique, and the transaction that writes them moves the cursor.
 */
export function noticeReader({ url }: { url: string }): ReaderDefinition {
  return {
    name: noticeReaderName,
    handles: [
      "incident.created",
      "incident.published",
      "incident.updated",
      "incident.update_posted",
      "incident.restored",
      "incident.promise_missed",
      "incident.fell_silent",
    ],
    handle: async (tx, events) => {
      for (const event of events) if (!isImported(event)) await tellTeams(tx, event, url);
    },
  };
}

async function tellTeams(tx: Tx, event: FanalEvent, url: string): Promise<void> {
  const { subjectId: incidentId, position, createdAt } = event;
  const kind = kindOf(event);
  const wanting = (await targetsBefore(tx, createdAt)).filter(({ kinds }) => kinds.includes(kind));
  if (incidentId === null || wanting.length === 0) return;
  const silentHours = kind === "incident_silent" ? silence.parse(event.data).hours : null;
  const composed = await composeNotice(tx, { kind, incidentId, silentHours, at: createdAt }, url);
  if (composed === null) return;
  const { message, teamIds } = composed;
  const promisedFor = kind === "promise_missed" ? promise.parse(event.data).promisedFor.toISOString() : null;
  // Somebody was quicker, and promised another time.
  if (promisedFor !== null && message.incident?.nextUpdateAt !== promisedFor) return;
  const told = kind === "incident_opened" && !reopens(event) ? await toldOfOpening(tx, incidentId) : null;
  const targets = wanting.filter((target) => concerns(target, teamIds) && told?.has(target.id) !== true);
  const [notice] =
    targets.length === 0
      ? []
      : await tx.db
          .insert(notices)
          .values({
            organizationId: tx.organizationId,
            id: newId(),
            kind,
            eventPosition: position,
            incidentId,
            message,
            createdAt,
          })
          .onConflictDoNothing()
          .returning();
  if (notice !== undefined) await queue(tx, notice.id, targets, createdAt);
}

/** Whatever else happens to an open incident may be the first that a team hears of it: a service of its own may be new. */
function kindOf({ type }: FanalEvent): NoticeKind {
  if (type === "incident.promise_missed") return "promise_missed";
  return type === "incident.fell_silent" ? "incident_silent" : "incident_opened";
}

/** What went on before it was brought here was told where it comes from. */
function isImported({ data }: FanalEvent): boolean {
  return brought.safeParse(data).success;
}

function reopens({ type, data }: FanalEvent): boolean {
  const { data: moved } = step.safeParse(data);
  return type === "incident.update_posted" && moved?.before === "resolved" && isOpen(moved.after);
}

/** Those that were there when it happened: nobody is told of what went on before they asked. */
function targetsBefore(tx: Tx, at: Date): Promise<TargetRow[]> {
  return tx.db
    .select()
    .from(noticeTargets)
    .where(and(eq(noticeTargets.organizationId, tx.organizationId), lte(noticeTargets.createdAt, at)))
    .orderBy(noticeTargets.id);
}

/** Targets that know already that an incident is open. */
async function toldOfOpening(tx: Tx, incidentId: string): Promise<Set<string | null>> {
  const rows = await tx.db
    .selectDistinct({ id: deliveries.targetId })
    .from(deliveries)
    .innerJoin(
      notices,
      and(eq(notices.organizationId, deliveries.organizationId), eq(notices.id, deliveries.noticeId)),
    )
    .where(
      and(
        eq(notices.organizationId, tx.organizationId),
        eq(notices.incidentId, incidentId),
        eq(notices.kind, "incident_opened"),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

async function queue(
  tx: Tx,
  noticeId: string,
  targets: readonly TargetRow[],
  createdAt: Date,
): Promise<void> {
  const recipientsOf = await readRecipients(tx);
  const expiresAt = new Date(createdAt.getTime() + giveUpAfterHours * 3_600_000);
  const rows = targets.flatMap((target) => {
    const userIds =
      target.channel === "email" ? recipientsOf(target).told.map(({ userId }) => userId) : [null];
    return userIds.map((userId) => ({
      organizationId: tx.organizationId,
      id: newId(),
      noticeId,
      targetId: target.id,
      userId,
      channel: target.channel,
      dueAt: createdAt,
      expiresAt,
      createdAt,
    }));
  });
  if (rows.length === 0) return;
  await tx.db.insert(deliveries).values(rows).onConflictDoNothing();
  await tx.db.execute(sql`select pg_notify(${deliveryChannel}, '')`);
}
