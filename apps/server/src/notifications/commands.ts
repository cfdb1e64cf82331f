import type { Delivery, Notification } from "@fanal/contract";
import { deliveryChannel, type Tx } from "@fanal/database";
import { deliveries, notifications } from "@fanal/database/schema";
import { giveUpAfterHours } from "@fanal/domain";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orNotFound, refuse } from "../refusals.ts";
import { getDelivery, getNotification } from "./queries/notifications.ts";

/** Takes back what is still held. What was sent already stays sent: nobody can unsay it. */
export function recallNotification(
  context: OrganizationContext,
  { notificationId }: { notificationId: string },
): Promise<Notification> {
  return context.inOrganization(async (tx) => {
    allow(context, "notification.write");
    const notification = await lock(tx, notificationId);
    const now = context.now();
    if (notification.recalledAt === null) {
      if (notification.heldUntil === null || notification.heldUntil <= now)
        refuse("bad_request", "It is being sent already. Post another update that puts it right.");
      await tx.db
        .update(deliveries)
        .set({ state: "recalled", dueAt: null })
        .where(and(of(tx, notificationId), eq(deliveries.state, "queued")));
      await tx.db
        .update(notifications)
        .set({ recalledAt: now })
        .where(
          and(eq(notifications.organizationId, tx.organizationId), eq(notifications.id, notificationId)),
        );
      record(tx, context, {
        type: "notification.recalled",
        subjectId: notificationId,
        data: factsOf(notification),
      });
    }
    return getNotification(tx, notificationId, now);
  });
}

/** Queues anew what was given up or came back. Who has it is not told twice. */
export function resendNotification(
  context: OrganizationContext,
  { notificationId }: { notificationId: string },
): Promise<Notification> {
  return context.inOrganization(async (tx) => {
    allow(context, "notification.write");
    const notification = await lock(tx, notificationId);
    if (notification.recalledAt !== null) refuse("bad_request", "It was recalled. Post an update instead.");
    const queued = await queueAnew(
      tx,
      and(of(tx, notificationId), inArray(deliveries.state, ["given_up", "bounced"])),
    );
    if (queued > 0)
      record(tx, context, {
        type: "notification.resent",
        subjectId: notificationId,
        data: { ...factsOf(notification), deliveries: queued },
      });
    return getNotification(tx, notificationId, context.now());
  });
}

/** Sends one delivery again, also one that was taken: with the same id, so that the other side can tell. */
export function replayDelivery(
  context: OrganizationContext,
  { deliveryId }: { deliveryId: string },
): Promise<Delivery> {
  return context.inOrganization(async (tx) => {
    allow(context, "notification.write");
    const one = and(eq(deliveries.organizationId, tx.organizationId), eq(deliveries.id, deliveryId));
    const [found] = await tx.db.select().from(deliveries).where(one).for("no key update");
    const delivery = orNotFound(found);
    if (delivery.state === "recalled") refuse("bad_request", "It was recalled. Post an update instead.");
    if (delivery.state === "kept" && context.mailFrom === null)
      refuse("bad_request", "No mail server is set up, so it would be kept again. Set SMTP_URL first.");
    if (delivery.dueAt === null && (await queueAnew(tx, one)) > 0)
      record(tx, context, {
        type: "notification.resent",
        subjectId: delivery.notificationId,
        data: { deliveryId, deliveries: 1 },
      });
    return getDelivery(tx, deliveryId);
  });
}

async function queueAnew(tx: Tx, which: SQL | undefined): Promise<number> {
  const { rowCount } = await tx.db
    .update(deliveries)
    .set({
      state: "queued",
      attempts: 0,
      dueAt: sql`now()`,
      expiresAt: sql`now() + make_interval(hours => ${giveUpAfterHours})`,
      error: null,
      responseStatus: null,
    })
    .where(which);
  await tx.db.execute(sql`select pg_notify(${deliveryChannel}, '')`);
  return rowCount ?? 0;
}

async function lock(tx: Tx, notificationId: string) {
  const [found] = await tx.db
    .select()
    .from(notifications)
    .where(and(eq(notifications.organizationId, tx.organizationId), eq(notifications.id, notificationId)))
    .for("no key update");
  return orNotFound(found);
}

function of(tx: Tx, notificationId: string) {
  return and(eq(deliveries.organizationId, tx.organizationId), eq(deliveries.notificationId, notificationId));
}

function factsOf({ kind, pageId, incidentId, maintenanceId }: typeof notifications.$inferSelect) {
  return { kind, pageId, incidentId, maintenanceId };
}
