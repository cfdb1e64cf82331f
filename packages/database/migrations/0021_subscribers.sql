CREATE TABLE "deliveries" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"notification_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"error" text,
	"response_status" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "deliveries_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "deliveries_once" UNIQUE("organization_id","notification_id","subscriber_id")
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"event_position" bigint NOT NULL,
	"kind" text NOT NULL,
	"incident_id" uuid,
	"maintenance_id" uuid,
	"update_id" uuid,
	"impact" text,
	"message" jsonb NOT NULL,
	"held_until" timestamp (3) with time zone,
	"recalled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notifications_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "notifications_once" UNIQUE("organization_id","page_id","event_position"),
	CONSTRAINT "notifications_of_one_story" CHECK (num_nonnulls("notifications"."incident_id", "notifications"."maintenance_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "subscribers" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"address" text,
	"address_key" text,
	"endpoint" text,
	"secret" text,
	"previous_secret" text,
	"previous_secret_ends_at" timestamp (3) with time zone,
	"contact_email" text,
	"state" text NOT NULL,
	"choices" jsonb NOT NULL,
	"language" text NOT NULL,
	"is_shared" boolean DEFAULT false NOT NULL,
	"added_by" text NOT NULL,
	"confirmation_sent_at" timestamp (3) with time zone,
	"confirmed_at" timestamp (3) with time zone,
	"unsubscribed_at" timestamp (3) with time zone,
	"quarantined_at" timestamp (3) with time zone,
	"failing_since" timestamp (3) with time zone,
	"failure" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "subscribers_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "subscribers_once" UNIQUE("organization_id","page_id","channel","address_key"),
	CONSTRAINT "subscribers_removed_nameless" CHECK (("subscribers"."state" = 'removed') = ("subscribers"."address_key" is null))
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_organization_id_notification_id_notifications_organization_id_id_fk" FOREIGN KEY ("organization_id","notification_id") REFERENCES "public"."notifications"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_organization_id_subscriber_id_subscribers_organization_id_id_fk" FOREIGN KEY ("organization_id","subscriber_id") REFERENCES "public"."subscribers"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_organization_id_page_id_status_pages_organization_id_id_fk" FOREIGN KEY ("organization_id","page_id") REFERENCES "public"."status_pages"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_organization_id_incident_id_incidents_organization_id_id_fk" FOREIGN KEY ("organization_id","incident_id") REFERENCES "public"."incidents"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_organization_id_maintenance_id_maintenances_organization_id_id_fk" FOREIGN KEY ("organization_id","maintenance_id") REFERENCES "public"."maintenances"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscribers" ADD CONSTRAINT "subscribers_organization_id_page_id_status_pages_organization_id_id_fk" FOREIGN KEY ("organization_id","page_id") REFERENCES "public"."status_pages"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_by_state" ON "deliveries" USING btree ("organization_id","notification_id","state","id");--> statement-breakpoint
CREATE INDEX "deliveries_by_subscriber" ON "deliveries" USING btree ("organization_id","subscriber_id");--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("channel","organization_id","due_at") WHERE "deliveries"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "notifications_by_incident" ON "notifications" USING btree ("organization_id","incident_id");--> statement-breakpoint
CREATE INDEX "notifications_by_maintenance" ON "notifications" USING btree ("organization_id","maintenance_id");--> statement-breakpoint
CREATE INDEX "subscribers_by_state" ON "subscribers" USING btree ("organization_id","page_id","state","id");--> statement-breakpoint
SELECT isolate_tenants();
