import { index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { organization } from "./auth.ts";
import { timestamptz } from "./columns.ts";

/**
 * Mails to be sent, written in the transaction of what they tell of, so that none is lost and none is sent for what was
 * rolled back. What was sent or given up is forgotten after a while.
 */
export const mails = pgTable(
  "mails",
  {
    id: uuid("id").primaryKey(),
    /** `null`: it is about somebody's account, and no organization's matter. */
    organizationId: uuid("organization_id").references(() => organization.id, { onDelete: "cascade" }),
    /** Which message it is, for example `invitation`. */
    kind: text("kind").notNull(),
    recipient: text("recipient").notNull(),
    /** Who writes, and where answers go, where it is a status page; `null`: as of `MAIL_FROM`. */
    senderName: text("sender_name"),
    replyTo: text("reply_to"),
    subject: text("subject").notNull(),
    html: text("html").notNull(),
    text: text("text").notNull(),
    createdAt: timestamptz("created_at").notNull(),
    /** When it is tried next; `null` once it was sent or given up. */
    dueAt: timestamptz("due_at"),
    attempts: integer("attempts").notNull().default(0),
    sentAt: timestamptz("sent_at"),
    /** What the mail server said last; `null` when it took the mail. */
    error: text("error"),
  },
  (table) => [index("mails_by_due").on(table.dueAt)],
);
