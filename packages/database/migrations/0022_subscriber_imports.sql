CREATE TABLE "subscriber_imports" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"confirmation" text NOT NULL,
	"state" text NOT NULL,
	"csv" text,
	"total" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"added" integer DEFAULT 0 NOT NULL,
	"known" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"errors" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"started_by" jsonb NOT NULL,
	"started_from" text,
	"taken_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "subscriber_imports_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "subscriber_imports_file" CHECK (("subscriber_imports"."state" = 'running') = ("subscriber_imports"."csv" is not null))
);
--> statement-breakpoint
ALTER TABLE "subscriber_imports" ADD CONSTRAINT "subscriber_imports_organization_id_page_id_status_pages_organization_id_id_fk" FOREIGN KEY ("organization_id","page_id") REFERENCES "public"."status_pages"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "subscriber_imports_running" ON "subscriber_imports" USING btree ("created_at") WHERE "subscriber_imports"."state" = 'running';--> statement-breakpoint
CREATE INDEX "subscribers_newest" ON "subscribers" USING btree ("organization_id","page_id","created_at","id");--> statement-breakpoint
SELECT isolate_tenants();
