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
ALTER TABLE "heartbeats" ADD CONSTRAINT "heartbeats_organization_id_service_id_services_organization_id_id_fk" FOREIGN KEY ("organization_id","service_id") REFERENCES "public"."services"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "heartbeats" ADD CONSTRAINT "heartbeats_organization_id_incident_id_incidents_organization_id_id_fk" FOREIGN KEY ("organization_id","incident_id") REFERENCES "public"."incidents"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "heartbeats_by_service" ON "heartbeats" USING btree ("organization_id","service_id");--> statement-breakpoint
CREATE INDEX "heartbeats_due" ON "heartbeats" USING btree ("due_at") WHERE "heartbeats"."missed_at" is null;--> statement-breakpoint
SELECT isolate_tenants();
