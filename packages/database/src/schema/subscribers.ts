import { channels, languages, type SubscriberChoices, subscriberStates } from "@fanal/domain";
import { sql } from "drizzle-orm";
import {
  boolean,
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
import { organizationId, timestamptz, versioned } from "./columns.ts";
import { statusPages } from "./status-pages.ts";

/** Addresses that asked to be told about a status page. */
export const subscribers = pgTable(
  "subscribers",
  {
    organizationId: organizationId(),
    id: uuid("id").notNull(),
    pageId: uuid("page_id").notNull(),
    channel: text("channel", { enum: channels }).notNull(),
    /**
     * What people know it by: the e-mail address in lower case, or where an endpoint is without what is secret in it. `null`
     * once it was removed: the row stays for what was sent to it, and says nothing of whom.
     */
    address: text("address"),
    /** The e-mail address, or a hash of the endpoint: each is on a page once. `null` once it was removed. */
    addressKey: text("address_key"),
    /** Sealed: the address that is asked, or what a browser gave for pushing. `null` of an e-mail address. */
    endpoint: text("endpoint"),
    /** Sealed, with which webhooks are signed; beside the one before, which signs too until its time is over. */
    secret: text("secret"),
    previousSecret: text("previous_secret"),
    previousSecretEndsAt: timestamptz("previous_secret_ends_at"),
    /** Who answers for a webhook, and is told when it takes nothing any more. */
    contactEmail: text("contact_email"),
    state: text("state", { enum: subscriberStates }).notNull(),
    choices: jsonb("choices").$type<SubscriberChoices>().notNull(),
    language: text("language", { enum: languages }).notNull(),
    /** A mailbox that many read: none of them can unsubscribe it. */
    isShared: boolean("is_shared").notNull().default(false),
    addedBy: text("added_by", { enum: ["visitor", "operator", "import"] }).notNull(),
    confirmationSentAt: timestamptz("confirmation_sent_at"),
    confirmedAt: timestamptz("confirmed_at"),
    unsubscribedAt: timestamptz("unsubscribed_at"),
    quarantinedAt: timestamptz("quarantined_at"),
    /** Since when nothing was taken; `null` while all is well. */
    failingSince: timestamptz("failing_since"),
    /** What the other side said last when it took nothing. */
    failure: text("failure"),
    ...versioned,
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.pageId],
      foreignColumns: [statusPages.organizationId, statusPages.id],
    }).onDelete("cascade"),
    unique("subscribers_once").on(table.organizationId, table.pageId, table.channel, table.addressKey),
    index("subscribers_by_state").on(table.organizationId, table.pageId, table.state, table.id),
    index("subscribers_newest").on(table.organizationId, table.pageId, table.createdAt, table.id),
    check("subscribers_removed_nameless", sql`(${table.state} = 'removed') = (${table.addressKey} is null)`),
  ],
);

/** What becomes of a subscriber who is forgotten: the row stays for what was sent to it, and says nothing of whom. */
export const forgottenSubscriber = {
  state: "removed",
  address: null,
  addressKey: null,
  endpoint: null,
  secret: null,
  previousSecret: null,
  previousSecretEndsAt: null,
  contactEmail: null,
  failure: null,
} as const satisfies Partial<typeof subscribers.$inferInsert>;
