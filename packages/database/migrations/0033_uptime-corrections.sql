CREATE TABLE "uptime_corrections" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone NOT NULL,
	"status" text NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "uptime_corrections_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "uptime_corrections_forward" CHECK ("uptime_corrections"."ended_at" > "uptime_corrections"."started_at")
);
--> statement-breakpoint
ALTER TABLE "uptime_corrections" ADD CONSTRAINT "uptime_corrections_organization_id_service_id_services_organization_id_id_fk" FOREIGN KEY ("organization_id","service_id") REFERENCES "public"."services"("organization_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
-- Corrections of one service never overlap, whatever the code does.
ALTER TABLE "uptime_corrections" ADD CONSTRAINT "uptime_corrections_never_overlap" EXCLUDE USING gist (
  "organization_id" WITH =,
  "service_id" WITH =,
  tstzrange("started_at", "ended_at") WITH &&
);
--> statement-breakpoint
SELECT isolate_tenants();
