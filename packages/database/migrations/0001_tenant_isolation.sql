-- Intervals of one service never overlap, whatever the code does.
CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
ALTER TABLE "status_changes" ADD CONSTRAINT "status_changes_never_overlap" EXCLUDE USING gist (
  "organization_id" WITH =,
  "service_id" WITH =,
  tstzrange("started_at", "ended_at") WITH &&
);
--> statement-breakpoint
-- The organization that the transaction is for. Without one, no row is seen and none can be written.
CREATE FUNCTION "current_organization"() RETURNS uuid LANGUAGE sql STABLE
RETURN nullif(current_setting('fanal.organization_id', true), '')::uuid;
--> statement-breakpoint
-- Whether the transaction works for no single organization (`asSystem`).
CREATE FUNCTION "is_system"() RETURNS boolean LANGUAGE sql STABLE
RETURN coalesce(current_setting('fanal.system', true), '') = 'on';
--> statement-breakpoint
-- Every table of the schema that carries `organization_id` gets its policy, forced on the owner too.
-- A later migration that adds such a table runs this again with `SELECT isolate_tenants()`.
CREATE FUNCTION "isolate_tenants"() RETURNS void LANGUAGE plpgsql AS $$
DECLARE name text;
BEGIN
  FOR name IN
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND a.attname = 'organization_id' AND NOT c.relforcerowsecurity
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I USING (organization_id = (SELECT current_organization()))', name);
    EXECUTE format('CREATE POLICY system ON %I USING ((SELECT is_system()))', name);
  END LOOP;
END $$;
--> statement-breakpoint
SELECT isolate_tenants();
