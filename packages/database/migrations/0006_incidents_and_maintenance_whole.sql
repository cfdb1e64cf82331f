CREATE TABLE "incident_past_statuses" (
	"organization_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"status" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "incident_past_statuses_organization_id_incident_id_service_id_pk" PRIMARY KEY("organization_id","incident_id","service_id"),
	CONSTRAINT "incident_past_statuses_forward" CHECK ("incident_past_statuses"."ended_at" >= "incident_past_statuses"."started_at")
);
--> statement-breakpoint
CREATE TABLE "incident_templates" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"title" text NOT NULL,
	"message" text NOT NULL,
	"status" text NOT NULL,
	"impact" text,
	"services" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "incident_templates_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "postmortems" (
	"organization_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"draft" text NOT NULL,
	"message" text,
	"published_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "postmortems_organization_id_incident_id_pk" PRIMARY KEY("organization_id","incident_id")
);
--> statement-breakpoint
CREATE TABLE "maintenance_series" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"message" text NOT NULL,
	"rrule" text NOT NULL,
	"local_start" text NOT NULL,
	"time_zone" text NOT NULL,
	"duration_minutes" integer NOT NULL,
	"service_ids" jsonb NOT NULL,
	"starts_automatically" boolean NOT NULL,
	"finishes_automatically" boolean NOT NULL,
	"ends_before" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "maintenance_series_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "maintenance_series_lasts" CHECK ("maintenance_series"."duration_minutes" > 0)
);
--> statement-breakpoint
CREATE TABLE "maintenance_services" (
	"organization_id" uuid NOT NULL,
	"maintenance_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	CONSTRAINT "maintenance_services_organization_id_maintenance_id_service_id_pk" PRIMARY KEY("organization_id","maintenance_id","service_id")
);
--> statement-breakpoint
CREATE TABLE "maintenance_updates" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"maintenance_id" uuid NOT NULL,
	"status" text NOT NULL,
	"message" text NOT NULL,
	"author" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"edited_at" timestamp (3) with time zone,
	CONSTRAINT "maintenance_updates_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "maintenances" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"status" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"time_zone" text NOT NULL,
	"starts_automatically" boolean NOT NULL,
	"finishes_automatically" boolean NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"sequence" integer DEFAULT 0 NOT NULL,
	"series_id" uuid,
	"occurrence_at" timestamp (3) with time zone,
	"is_detached" boolean DEFAULT false NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "maintenances_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "maintenances_end_after_start" CHECK ("maintenances"."ends_at" > "maintenances"."starts_at"),
	CONSTRAINT "maintenances_finish_after_start" CHECK ("maintenances"."finished_at" >= "maintenances"."started_at")
);
--> statement-breakpoint
CREATE TABLE "announcements" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"title" text NOT NULL,
	"message" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "announcements_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "announcements_end_after_start" CHECK ("announcements"."ends_at" > "announcements"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "gone_slugs" (
	"slug" text PRIMARY KEY NOT NULL,
	"gone_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "page_domains" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"host" text NOT NULL,
	"token" text NOT NULL,
	"verified_at" timestamp (3) with time zone,
	"checked_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "page_domains_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "page_domains_once_per_organization" UNIQUE("organization_id","host")
);
--> statement-breakpoint
CREATE TABLE "page_images" (
	"organization_id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"content_type" text NOT NULL,
	"hash" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "page_images_organization_id_page_id_kind_pk" PRIMARY KEY("organization_id","page_id","kind")
);
--> statement-breakpoint
CREATE TABLE "page_stories" (
	"organization_id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"story" jsonb,
	CONSTRAINT "page_stories_organization_id_page_id_kind_id_pk" PRIMARY KEY("organization_id","page_id","kind","id")
);
--> statement-breakpoint
CREATE TABLE "status_page_groups" (
	"organization_id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "status_page_groups_organization_id_page_id_id_pk" PRIMARY KEY("organization_id","page_id","id")
);
--> statement-breakpoint
ALTER TABLE "incident_updates" ADD COLUMN "edited_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "published_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "is_backfilled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "next_update_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "status_page_services" ADD COLUMN "group_id" uuid;--> statement-breakpoint
ALTER TABLE "status_page_services" ADD COLUMN "display_name" text;--> statement-breakpoint
ALTER TABLE "status_page_services" ADD COLUMN "only_when_not_operational" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "status_pages" ADD COLUMN "has_own_groups" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "status_pages" ADD COLUMN "language" text DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE "status_pages" ADD COLUMN "look" jsonb DEFAULT '{"accent":null,"radius":"medium","width":"narrow","headerLinks":[],"footerText":"","historyDays":90}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "status_pages" ADD COLUMN "custom_css" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "status_pages" ADD COLUMN "hides_from_search" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "status_pages" ADD COLUMN "visibility" text DEFAULT 'public' NOT NULL;--> statement-breakpoint
ALTER TABLE "status_pages" ADD COLUMN "password_hash" text;--> statement-breakpoint
ALTER TABLE "status_pages" ADD COLUMN "feed_token" text;--> statement-breakpoint
ALTER TABLE "incident_past_statuses" ADD CONSTRAINT "incident_past_statuses_organization_id_incident_id_incidents_organization_id_id_fk" FOREIGN KEY ("organization_id","incident_id") REFERENCES "public"."incidents"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_past_statuses" ADD CONSTRAINT "incident_past_statuses_organization_id_service_id_services_organization_id_id_fk" FOREIGN KEY ("organization_id","service_id") REFERENCES "public"."services"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_templates" ADD CONSTRAINT "incident_templates_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "auth"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postmortems" ADD CONSTRAINT "postmortems_organization_id_incident_id_incidents_organization_id_id_fk" FOREIGN KEY ("organization_id","incident_id") REFERENCES "public"."incidents"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_series" ADD CONSTRAINT "maintenance_series_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "auth"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_services" ADD CONSTRAINT "maintenance_services_organization_id_maintenance_id_maintenances_organization_id_id_fk" FOREIGN KEY ("organization_id","maintenance_id") REFERENCES "public"."maintenances"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_services" ADD CONSTRAINT "maintenance_services_organization_id_service_id_services_organization_id_id_fk" FOREIGN KEY ("organization_id","service_id") REFERENCES "public"."services"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_updates" ADD CONSTRAINT "maintenance_updates_organization_id_maintenance_id_maintenances_organization_id_id_fk" FOREIGN KEY ("organization_id","maintenance_id") REFERENCES "public"."maintenances"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenances" ADD CONSTRAINT "maintenances_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "auth"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenances" ADD CONSTRAINT "maintenances_organization_id_series_id_maintenance_series_organization_id_id_fk" FOREIGN KEY ("organization_id","series_id") REFERENCES "public"."maintenance_series"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_organization_id_page_id_status_pages_organization_id_id_fk" FOREIGN KEY ("organization_id","page_id") REFERENCES "public"."status_pages"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_domains" ADD CONSTRAINT "page_domains_organization_id_page_id_status_pages_organization_id_id_fk" FOREIGN KEY ("organization_id","page_id") REFERENCES "public"."status_pages"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_images" ADD CONSTRAINT "page_images_organization_id_page_id_status_pages_organization_id_id_fk" FOREIGN KEY ("organization_id","page_id") REFERENCES "public"."status_pages"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_stories" ADD CONSTRAINT "page_stories_organization_id_page_id_status_pages_organization_id_id_fk" FOREIGN KEY ("organization_id","page_id") REFERENCES "public"."status_pages"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_page_groups" ADD CONSTRAINT "status_page_groups_organization_id_page_id_status_pages_organization_id_id_fk" FOREIGN KEY ("organization_id","page_id") REFERENCES "public"."status_pages"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "incident_past_statuses_by_service" ON "incident_past_statuses" USING btree ("organization_id","service_id","started_at");--> statement-breakpoint
CREATE INDEX "maintenance_services_by_service" ON "maintenance_services" USING btree ("organization_id","service_id");--> statement-breakpoint
CREATE INDEX "maintenance_updates_by_maintenance" ON "maintenance_updates" USING btree ("organization_id","maintenance_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "maintenances_by_start" ON "maintenances" USING btree ("organization_id","starts_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "maintenances_once_per_occurrence" ON "maintenances" USING btree ("organization_id","series_id","occurrence_at");--> statement-breakpoint
CREATE INDEX "announcements_by_page" ON "announcements" USING btree ("organization_id","page_id","starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "page_domains_one_owner" ON "page_domains" USING btree ("host") WHERE "page_domains"."verified_at" is not null;--> statement-breakpoint
CREATE INDEX "page_stories_by_version" ON "page_stories" USING btree ("organization_id","page_id","version");--> statement-breakpoint
ALTER TABLE "status_page_services" ADD CONSTRAINT "status_page_services_organization_id_page_id_group_id_status_page_groups_organization_id_page_id_id_fk" FOREIGN KEY ("organization_id","page_id","group_id") REFERENCES "public"."status_page_groups"("organization_id","page_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- What there was before drafts is published. Row security is forced on the owner too, so it is done for all tenants at once.
SELECT set_config('fanal.system', 'on', true);--> statement-breakpoint
UPDATE "incidents" SET "published_at" = "created_at";--> statement-breakpoint
SELECT set_config('fanal.system', '', true);--> statement-breakpoint
SELECT isolate_tenants();
