import { languages, type NoticeKind, type NoticeMessage, noticeChannels, noticeKinds } from "@fanal/domain";
import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { member, organization } from "./auth.ts";
import { organizationId, timestamptz, versioned } from "./columns.ts";
import { incidents } from "./incidents.ts";
import { teams } from "./teams.ts";

/** Where a team is told of incidents on its services, or the whole organization of all. */
export const noticeTargets = pgTable(
  "notice_targets",
  {
    organizationId: organizationId().references(() => organization.id, { onDelete: "cascade" }),
    id: uuid("id").notNull(),
    /** `null`: it is told of all services, also of those that no team owns. */
    teamId: uuid("team_id"),
    channel: text("channel", { enum: noticeChannels }).notNull(),
    /** Where the endpoint is, without what is secret in it; `null` of e-mail, which goes to members. */
    address: text("address"),
    /** A hash of the endpoint. */
    addressKey: text("address_key"),
    /** Sealed: the address that is asked. */
    endpoint: text("endpoint"),
    /** Sealed, with which webhooks are signed. */
    secret: text("secret"),
    /** Sealed; signs too until its time ends, so that no call is refused while the new one is set up. */
    previousSecret: text("previous_secret"),
    previousSecretEndsAt: timestamptz("previous_secret_ends_at"),
    kinds: jsonb("kinds").$type<NoticeKind[]>().notNull(),
    /** Of chats; members read mails in that of their account. */
    language: text("language", { enum: languages }).notNull(),
    ...versioned,
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.teamId],
      foreignColumns: [teams.organizationId, teams.id],
    }).onDelete("cascade"),
    unique("notice_targets_once")
      .on(table.organizationId, table.teamId, table.channel, table.addressKey)
      .nullsNotDistinct(),
    check(
      "notice_targets_with_endpoint",
      sql`(${table.channel} = 'email') = (${table.endpoint} is null) and (${table.endpoint} is null) = (${table.address} is null)`,
    ),
  ],
);

/** Members who want no mails of a target. They are told again once they take it back. */
export const noticeMutes = pgTable(
  "notice_mutes",
  {
    organizationId: organizationId(),
    targetId: uuid("target_id").notNull(),
    userId: uuid("user_id").notNull(),
    createdAt: timestamptz("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.targetId, table.userId] }),
    foreignKey({
      columns: [table.organizationId, table.targetId],
      foreignColumns: [noticeTargets.organizationId, noticeTargets.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.organizationId, table.userId],
      foreignColumns: [member.organizationId, member.userId],
    }).onDelete("cascade"),
    index("notice_mutes_by_member").on(table.organizationId, table.userId),
  ],
);

/** What teams are told of one event, or of a test: written once, in the words of that moment. */
export const notices = pgTable(
  "notices",
  {
    organizationId: organizationId().references(() => organization.id, { onDelete: "cascade" }),
    id: uuid("id").notNull(),
    kind: text("kind", { enum: [...noticeKinds, "test"] }).notNull(),
    /** Of the event in the organization's log; `null` of a test. */
    eventPosition: bigint("event_position", { mode: "number" }),
    incidentId: uuid("incident_id"),
    message: jsonb("message").$type<NoticeMessage>().notNull(),
    createdAt: timestamptz("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.incidentId],
      foreignColumns: [incidents.organizationId, incidents.id],
    }).onDelete("cascade"),
    unique("notices_once").on(table.organizationId, table.eventPosition),
    index("notices_by_incident").on(table.organizationId, table.incidentId),
    check(
      "notices_of_incidents",
      sql`(${table.kind} = 'test') = (${table.incidentId} is null) and (${table.kind} = 'test') = (${table.eventPosition} is null)`,
    ),
  ],
);
