CREATE TABLE "check_states" (
	"organization_id" uuid NOT NULL,
	"check_id" uuid NOT NULL,
	"due_at" timestamp (3) with time zone,
	"claim" uuid,
	"claimed_until" timestamp (3) with time zone,
	"down_since" timestamp (3) with time zone,
	"contrary" integer DEFAULT 0 NOT NULL,
	"results" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"incident_id" uuid,
	CONSTRAINT "check_states_organization_id_check_id_pk" PRIMARY KEY("organization_id","check_id"),
	CONSTRAINT "check_states_claimed_for_a_time" CHECK (("check_states"."claim" is null) = ("check_states"."claimed_until" is null))
);
--> statement-breakpoint
CREATE TABLE "checks" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"name" text NOT NULL,
	"settings" jsonb NOT NULL,
	"period_seconds" integer NOT NULL,
	"timeout_seconds" integer NOT NULL,
	"failures_to_confirm" integer NOT NULL,
	"successes_to_recover" integer NOT NULL,
	"status" text NOT NULL,
	"drafts_incident" boolean NOT NULL,
	"is_paused" boolean NOT NULL,
	"metric_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "checks_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "check_states" ADD CONSTRAINT "check_states_organization_id_check_id_checks_organization_id_id_fk" FOREIGN KEY ("organization_id","check_id") REFERENCES "public"."checks"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_states" ADD CONSTRAINT "check_states_organization_id_incident_id_incidents_organization_id_id_fk" FOREIGN KEY ("organization_id","incident_id") REFERENCES "public"."incidents"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checks" ADD CONSTRAINT "checks_organization_id_service_id_services_organization_id_id_fk" FOREIGN KEY ("organization_id","service_id") REFERENCES "public"."services"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checks" ADD CONSTRAINT "checks_organization_id_metric_id_metrics_organization_id_id_fk" FOREIGN KEY ("organization_id","metric_id") REFERENCES "public"."metrics"("organization_id","id") ON DELETE set null ("metric_id") ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "check_states_due" ON "check_states" USING btree (greatest("due_at", "claimed_until")) WHERE "check_states"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "checks_by_service" ON "checks" USING btree ("organization_id","service_id");--> statement-breakpoint
CREATE INDEX "checks_by_metric" ON "checks" USING btree ("organization_id","metric_id");--> statement-breakpoint
SELECT isolate_tenants();
