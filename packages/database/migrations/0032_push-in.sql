CREATE TABLE "alert_incidents" (
	"organization_id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"group_key" text NOT NULL,
	"incident_id" uuid NOT NULL,
	CONSTRAINT "alert_incidents_organization_id_source_id_group_key_pk" PRIMARY KEY("organization_id","source_id","group_key")
);
--> statement-breakpoint
CREATE TABLE "alert_sources" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"settings" jsonb NOT NULL,
	"services" jsonb NOT NULL,
	"fallback_service_id" uuid,
	"severities" jsonb NOT NULL,
	"status" text NOT NULL,
	"incidents" text NOT NULL,
	"notify" boolean NOT NULL,
	"title" text NOT NULL,
	"message" text NOT NULL,
	"hash" text NOT NULL,
	"received" integer DEFAULT 0 NOT NULL,
	"last_received" jsonb,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "alert_sources_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "alert_sources_hash_once" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"organization_id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"fingerprint" text NOT NULL,
	"group_key" text NOT NULL,
	"title" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"service_ids" jsonb NOT NULL,
	"status" text NOT NULL,
	CONSTRAINT "alerts_organization_id_source_id_fingerprint_pk" PRIMARY KEY("organization_id","source_id","fingerprint"),
	CONSTRAINT "alerts_forward" CHECK ("alerts"."ended_at" >= "alerts"."started_at")
);
--> statement-breakpoint
CREATE TABLE "heartbeat_watch" (
	"id" text PRIMARY KEY NOT NULL,
	"looked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "heartbeat_watch_only_one" CHECK ("heartbeat_watch"."id" = 'installation')
);
--> statement-breakpoint
CREATE TABLE "heartbeats" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"name" text NOT NULL,
	"period_seconds" integer NOT NULL,
	"grace_seconds" integer NOT NULL,
	"status" text NOT NULL,
	"drafts_incident" boolean NOT NULL,
	"hash" text NOT NULL,
	"pinged_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"missed_at" timestamp (3) with time zone,
	"incident_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "heartbeats_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "heartbeats_hash_once" UNIQUE("hash"),
	CONSTRAINT "heartbeats_due_once_called" CHECK (("heartbeats"."pinged_at" is null) = ("heartbeats"."due_at" is null))
);
--> statement-breakpoint
ALTER TABLE "alert_incidents" ADD CONSTRAINT "alert_incidents_organization_id_source_id_alert_sources_organization_id_id_fk" FOREIGN KEY ("organization_id","source_id") REFERENCES "public"."alert_sources"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_incidents" ADD CONSTRAINT "alert_incidents_organization_id_incident_id_incidents_organization_id_id_fk" FOREIGN KEY ("organization_id","incident_id") REFERENCES "public"."incidents"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_sources" ADD CONSTRAINT "alert_sources_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "auth"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_organization_id_source_id_alert_sources_organization_id_id_fk" FOREIGN KEY ("organization_id","source_id") REFERENCES "public"."alert_sources"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "heartbeats" ADD CONSTRAINT "heartbeats_organization_id_service_id_services_organization_id_id_fk" FOREIGN KEY ("organization_id","service_id") REFERENCES "public"."services"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "heartbeats" ADD CONSTRAINT "heartbeats_organization_id_incident_id_incidents_organization_id_id_fk" FOREIGN KEY ("organization_id","incident_id") REFERENCES "public"."incidents"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_incidents_by_incident" ON "alert_incidents" USING btree ("organization_id","incident_id");--> statement-breakpoint
CREATE INDEX "heartbeats_by_service" ON "heartbeats" USING btree ("organization_id","service_id");--> statement-breakpoint
CREATE INDEX "heartbeats_due" ON "heartbeats" USING btree ("due_at") WHERE "heartbeats"."missed_at" is null;--> statement-breakpoint
SELECT isolate_tenants();
