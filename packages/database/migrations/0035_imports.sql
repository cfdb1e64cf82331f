CREATE TABLE "import_aliases" (
	"organization_id" uuid NOT NULL,
	"source" text NOT NULL,
	"origin" text NOT NULL,
	"kind" text NOT NULL,
	"external_id" text NOT NULL,
	"id" uuid NOT NULL,
	"path" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "import_aliases_organization_id_source_origin_kind_external_id_pk" PRIMARY KEY("organization_id","source","origin","kind","external_id")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"origin" text NOT NULL,
	"page_id" uuid NOT NULL,
	"state" text NOT NULL,
	"access" text,
	"past" jsonb,
	"plan" jsonb,
	"result" jsonb,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"started_by" jsonb NOT NULL,
	"started_from" text,
	"taken_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "imports_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "imports_access" CHECK (("imports"."state" = 'reading') = ("imports"."access" is not null)),
	CONSTRAINT "imports_past" CHECK ("imports"."state" not in ('ready', 'running') or "imports"."past" is not null)
);
--> statement-breakpoint
ALTER TABLE "import_aliases" ADD CONSTRAINT "import_aliases_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "auth"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_organization_id_page_id_status_pages_organization_id_id_fk" FOREIGN KEY ("organization_id","page_id") REFERENCES "public"."status_pages"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_aliases_by_id" ON "import_aliases" USING btree ("organization_id","id");--> statement-breakpoint
CREATE INDEX "imports_at_work" ON "imports" USING btree ("created_at") WHERE "imports"."state" in ('reading', 'running');--> statement-breakpoint
CREATE INDEX "imports_kept" ON "imports" USING btree ("created_at") WHERE "imports"."past" is not null;--> statement-breakpoint
SELECT isolate_tenants();
