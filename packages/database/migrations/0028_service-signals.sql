CREATE TABLE "service_signals" (
	"organization_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" uuid NOT NULL,
	"status" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "service_signals_organization_id_service_id_source_source_id_pk" PRIMARY KEY("organization_id","service_id","source","source_id"),
	CONSTRAINT "service_signals_status_known" CHECK ("service_signals"."status" in ('degraded_performance', 'partial_outage', 'major_outage'))
);
--> statement-breakpoint
DROP INDEX "events_statuses_set";--> statement-breakpoint
ALTER TABLE "service_signals" ADD CONSTRAINT "service_signals_organization_id_service_id_services_organization_id_id_fk" FOREIGN KEY ("organization_id","service_id") REFERENCES "public"."services"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "service_signals_by_source" ON "service_signals" USING btree ("organization_id","source","source_id");--> statement-breakpoint
CREATE INDEX "events_statuses_said" ON "events" USING btree ("organization_id","subject_id","position") WHERE "events"."type" in ('service.status_set', 'service.signaled');--> statement-breakpoint
SELECT isolate_tenants();
