CREATE INDEX "events_by_actor" ON "events" USING btree ("organization_id",(actor->>'id'),"position");--> statement-breakpoint
CREATE INDEX "events_by_kind" ON "events" USING btree ("organization_id",split_part(type, '.', 1),"position");--> statement-breakpoint
CREATE INDEX "events_by_subject" ON "events" USING btree ("organization_id","subject_id","position");--> statement-breakpoint
CREATE INDEX "events_by_time" ON "events" USING btree ("organization_id","created_at");--> statement-breakpoint
-- An organization's log goes with the organization, and not before: its row has to be gone already.
CREATE OR REPLACE FUNCTION "refuse_rewriting"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' AND coalesce(current_setting('fanal.erasing', true), '') = OLD."organization_id"::text
		AND NOT EXISTS (SELECT FROM "auth"."organization" WHERE "id" = OLD."organization_id") THEN
		RETURN OLD;
	END IF;
	RAISE EXCEPTION 'the log of events is append-only';
END $$;--> statement-breakpoint
-- Also in a session that says it replicates, in which triggers are silent otherwise.
ALTER TABLE "events" ENABLE ALWAYS TRIGGER "events_chained";--> statement-breakpoint
ALTER TABLE "events" ENABLE ALWAYS TRIGGER "events_append_only";--> statement-breakpoint
ALTER TABLE "events" ENABLE ALWAYS TRIGGER "events_never_truncated";
