CREATE TABLE "uptime_days" (
	"organization_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"time_zone" text NOT NULL,
	"date" date NOT NULL,
	"under_maintenance" bigint NOT NULL,
	"degraded_performance" bigint NOT NULL,
	"partial_outage" bigint NOT NULL,
	"major_outage" bigint NOT NULL,
	CONSTRAINT "uptime_days_organization_id_service_id_time_zone_date_pk" PRIMARY KEY("organization_id","service_id","time_zone","date")
);
--> statement-breakpoint
CREATE TABLE "uptime_rollups" (
	"organization_id" uuid NOT NULL,
	"time_zone" text NOT NULL,
	"until" date NOT NULL,
	CONSTRAINT "uptime_rollups_organization_id_time_zone_pk" PRIMARY KEY("organization_id","time_zone")
);
--> statement-breakpoint
ALTER TABLE "status_pages" ADD COLUMN "uptime_rule" jsonb DEFAULT '{"weights":{"degraded_performance":0,"partial_outage":0.3,"major_outage":1},"maintenance":"up"}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "uptime_days" ADD CONSTRAINT "uptime_days_organization_id_service_id_services_organization_id_id_fk" FOREIGN KEY ("organization_id","service_id") REFERENCES "public"."services"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uptime_days" ADD CONSTRAINT "uptime_days_organization_id_time_zone_uptime_rollups_organization_id_time_zone_fk" FOREIGN KEY ("organization_id","time_zone") REFERENCES "public"."uptime_rollups"("organization_id","time_zone") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uptime_rollups" ADD CONSTRAINT "uptime_rollups_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "auth"."organization"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
SELECT isolate_tenants();
