ALTER TABLE "mails" ADD COLUMN "sender_name" text;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "reply_to" text;--> statement-breakpoint
ALTER TABLE "status_pages" ADD COLUMN "sender_name" text;--> statement-breakpoint
ALTER TABLE "status_pages" ADD COLUMN "reply_to" text;--> statement-breakpoint
ALTER TABLE "status_pages" ADD COLUMN "reminder_hours" integer[] DEFAULT '{24,1}' NOT NULL;