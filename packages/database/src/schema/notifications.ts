import {
  channels,
  deliveryStates,
  impacts,
  type NotificationMessage,
  notificationKinds,
} from "@fanal/domain";
import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { member } from "./auth.ts";
import { organizationId, timestamptz } from "./columns.ts";
import { incidents } from "./incidents.ts";
import { maintenances } from "./maintenances.ts";
import { notices, noticeTargets } from "./notices.ts";
import { statusPages } from "./status-pages.ts";
import { subscribers } from "./subscribers.ts";

/** What the subscribers of one page are told of one event: written once, in the words of that moment. */
export const notifications = pgTable(
  "notifications",
  {
    organizationId: organizationId(),
    id: uuid("id").notNull(),
    pageId: uuid("page_id").notNull(),
    /** Of the event in the organization's log. */
    eventPosition: bigint("event_position", { mode: "number" }).notNull(),
    kind: text("kind", { enum: notificationKinds }).notNull(),
    incidentId: uuid("incident_id"),
    maintenanceId: uuid("maintenance_id"),
    /** Of the incident or the maintenance; `null` of what no update said. */
    updateId: uuid("update_id"),
    /** Of the incident at that moment; `null` of a maintenance. */
    impact: text("impact", { enum: impacts }),
    message: jsonb("message").$type<NotificationMessage>().notNull(),
    /** Nothing is sent before it. */
    heldUntil: timestamptz("held_until"),
    recalledAt: timestamptz("recalled_at"),
    createdAt: timestamptz("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.pageId],
      foreignColumns: [statusPages.organizationId, statusPages.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.organizationId, table.incidentId],
      foreignColumns: [incidents.organizationId, incidents.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.organizationId, table.maintenanceId],
      foreignColumns: [maintenances.organizationId, maintenances.id],
    }).onDelete("cascade"),
    unique("notifications_once").on(table.organizationId, table.pageId, table.eventPosition),
    index("notifications_by_incident").on(table.organizationId, table.incidentId),
    index("notifications_by_maintenance").on(table.organizationId, table.maintenanceId),
    check("notifications_of_one_story", sql`num_nonnulls(${table.incidentId}, ${table.maintenanceId}) = 1`),
  ],
);

/** One notification to one subscriber, or one notice to one target of a team, and what became of it. */
export const deliveries = pgTable(
  "deliveries",
  {
    organizationId: organizationId(),
    /** Also the id of the message, by which the other side knows it again: of an e-mail, of a webhook. */
    id: uuid("id").notNull(),
    notificationId: uuid("notification_id"),
    subscriberId: uuid("subscriber_id"),
    noticeId: uuid("notice_id"),
    targetId: uuid("target_id"),
    /** Of a notice by e-mail: the member who gets it. */
    userId: uuid("user_id"),
    channel: text("channel", { enum: channels }).notNull(),
    state: text("state", { enum: deliveryStates }).notNull().default("queued"),
    attempts: integer("attempts").notNull().default(0),
    /** When it is tried next; `null` once it is settled. */
    dueAt: timestamptz("due_at"),
    /** So long it is tried. */
    expiresAt: timestamptz("expires_at").notNull(),
    sentAt: timestamptz("sent_at"),
    /** What the other side said when it took nothing; `null` when it did. */
    error: text("error"),
    /** Of an answer over HTTP. */
    responseStatus: integer("response_status"),
    createdAt: timestamptz("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.notificationId],
      foreignColumns: [notifications.organizationId, notifications.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.organizationId, table.subscriberId],
      foreignColumns: [subscribers.organizationId, subscribers.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.organizationId, table.noticeId],
      foreignColumns: [notices.organizationId, notices.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.organizationId, table.targetId],
      foreignColumns: [noticeTargets.organizationId, noticeTargets.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.organizationId, table.userId],
      foreignColumns: [member.organizationId, member.userId],
    }).onDelete("cascade"),
    check(
      "deliveries_to_one",
      sql`num_nonnulls(${table.notificationId}, ${table.noticeId}) = 1
        and (${table.notificationId} is null) = (${table.subscriberId} is null)
        and (${table.noticeId} is null) = (${table.targetId} is null)
        and (${table.userId} is null or ${table.noticeId} is not null)`,
    ),
    unique("deliveries_once").on(table.organizationId, table.notificationId, table.subscriberId),
    uniqueIndex("deliveries_of_notices_once")
      .on(
        table.organizationId,
        table.noticeId,
        table.targetId,
        sql`coalesce(${table.userId}, ${table.targetId})`,
      )
      .where(sql`${table.noticeId} is not null`),
    index("deliveries_by_target")
      .on(table.organizationId, table.targetId, table.createdAt)
      .where(sql`${table.targetId} is not null`),
    index("deliveries_by_member")
      .on(table.organizationId, table.userId)
      .where(sql`${table.userId} is not null`),
    index("deliveries_by_state").on(table.organizationId, table.notificationId, table.state, table.id),
    index("deliveries_by_subscriber").on(table.organizationId, table.subscriberId),
    index("deliveries_due")
      .on(table.channel, table.organizationId, table.dueAt)
      .where(sql`${table.dueAt} is not null`),
  ],
);
