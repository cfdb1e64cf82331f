-- Partitioned tables by hand: Drizzle does not know of partitions. What stands in its schema is what the parents look like.
CREATE TABLE "metric_five_minutes" (
	"organization_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"count" integer NOT NULL,
	"sum" double precision NOT NULL,
	"min" double precision NOT NULL,
	"max" double precision NOT NULL,
	"p50" double precision NOT NULL,
	"p95" double precision NOT NULL,
	"p99" double precision NOT NULL,
	CONSTRAINT "metric_five_minutes_organization_id_metric_id_at_pk" PRIMARY KEY("organization_id","metric_id","at")
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "metric_hours" (
	"organization_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"count" integer NOT NULL,
	"sum" double precision NOT NULL,
	"min" double precision NOT NULL,
	"max" double precision NOT NULL,
	"p50" double precision NOT NULL,
	"p95" double precision NOT NULL,
	"p99" double precision NOT NULL,
	CONSTRAINT "metric_hours_organization_id_metric_id_at_pk" PRIMARY KEY("organization_id","metric_id","at")
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "metric_points" (
	"organization_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"value" double precision NOT NULL,
	CONSTRAINT "metric_points_organization_id_metric_id_at_pk" PRIMARY KEY("organization_id","metric_id","at")
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "metric_touched_hours" (
	"organization_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"touched_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "metric_touched_hours_organization_id_metric_id_at_pk" PRIMARY KEY("organization_id","metric_id","at")
);
--> statement-breakpoint
CREATE TABLE "metrics" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"unit" text NOT NULL,
	"decimals" integer NOT NULL,
	"is_public" boolean NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "metrics_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "metrics_decimals_few" CHECK ("metrics"."decimals" between 0 and 6)
);
--> statement-breakpoint
CREATE TABLE "status_page_metrics" (
	"organization_id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "status_page_metrics_organization_id_page_id_metric_id_pk" PRIMARY KEY("organization_id","page_id","metric_id")
);
--> statement-breakpoint
ALTER TABLE "metric_touched_hours" ADD CONSTRAINT "metric_touched_hours_organization_id_metric_id_metrics_organization_id_id_fk" FOREIGN KEY ("organization_id","metric_id") REFERENCES "public"."metrics"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metrics" ADD CONSTRAINT "metrics_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "auth"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_page_metrics" ADD CONSTRAINT "status_page_metrics_organization_id_page_id_status_pages_organization_id_id_fk" FOREIGN KEY ("organization_id","page_id") REFERENCES "public"."status_pages"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_page_metrics" ADD CONSTRAINT "status_page_metrics_organization_id_metric_id_metrics_organization_id_id_fk" FOREIGN KEY ("organization_id","metric_id") REFERENCES "public"."metrics"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- Partitions have a schema of their own: they are reached through their parents only.
CREATE SCHEMA IF NOT EXISTS "fanal_partitions";
--> statement-breakpoint
-- As before, and partitions too: a policy of the parent does not hold for who asks a partition itself.
CREATE OR REPLACE FUNCTION "isolate_tenants"() RETURNS void LANGUAGE plpgsql AS $$
DECLARE name text;
BEGIN
  FOR name IN
    SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE n.nspname IN ('public', 'fanal_partitions') AND c.relkind IN ('r', 'p')
      AND a.attname = 'organization_id' AND NOT c.relforcerowsecurity
  LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %s USING (organization_id = (SELECT public.current_organization()))', name);
    EXECUTE format('CREATE POLICY system ON %s USING ((SELECT public.is_system()))', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Makes the partitions that points of now, of the last two weeks and of the next days go into, and drops those whose time
-- is over: points after 14 days, five minutes after 90, hours after two years. A day of which an hour still waits to be
-- rolled up is kept. Any number of servers may call it at once. It runs as the owner of the tables, since the role of
-- connections owns none.
CREATE FUNCTION "keep_metric_partitions"() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC' SET lock_timeout = '5s' AS $$
DECLARE
  -- Not by SET above: only superusers may name a setting of our own there.
  system text := current_setting('fanal.system', true);
  kind record;
  part record;
  starts timestamptz;
  ends timestamptz;
  name text;
BEGIN
  PERFORM pg_advisory_xact_lock(7261500124), set_config('fanal.system', 'on', true);
  FOR kind IN
    SELECT * FROM (VALUES
      ('metric_points', 'day', interval '15 days'),
      ('metric_five_minutes', 'month', interval '90 days'),
      ('metric_hours', 'month', interval '2 years')
    ) AS kinds (parent, step, kept)
  LOOP
    starts := date_trunc(kind.step, now() - interval '15 days');
    WHILE starts <= now() + interval '3 days' LOOP
      ends := starts + ('1 ' || kind.step)::interval;
      name := format('%s_%s', kind.parent, to_char(starts, 'YYYYMMDD'));
      IF to_regclass(format('fanal_partitions.%I', name)) IS NULL THEN
        EXECUTE format('CREATE TABLE fanal_partitions.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)', name, kind.parent, starts, ends);
      END IF;
      starts := ends;
    END LOOP;
    FOR part IN
      SELECT c.relname, to_date(right(c.relname, 8), 'YYYYMMDD')::timestamptz AS day
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = format('public.%I', kind.parent)::regclass
    LOOP
      ends := part.day + ('1 ' || kind.step)::interval;
      CONTINUE WHEN ends > now() - kind.kept;
      CONTINUE WHEN kind.parent = 'metric_points'
        AND EXISTS (SELECT FROM metric_touched_hours WHERE at >= part.day AND at < ends);
      EXECUTE format('DROP TABLE fanal_partitions.%I', part.relname);
    END LOOP;
  END LOOP;
  PERFORM isolate_tenants(), set_config('fanal.system', coalesce(system, ''), true);
END $$;
--> statement-breakpoint
SELECT isolate_tenants();
--> statement-breakpoint
SELECT keep_metric_partitions();
