ALTER TABLE "auth"."member" ADD COLUMN "confirmed_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "auth"."session" ADD COLUMN "method" text;--> statement-breakpoint
ALTER TABLE "auth"."session" ADD COLUMN "ends_at" timestamp (3) with time zone;--> statement-breakpoint
-- Better Auth prolongs each session that is used. Those that a provider vouched for end all the same.
CREATE FUNCTION "auth"."end_session_in_time"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW."expires_at" := least(NEW."expires_at", NEW."ends_at");
	RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER "session_ends_in_time" BEFORE INSERT OR UPDATE ON "auth"."session"
	FOR EACH ROW WHEN (NEW."ends_at" IS NOT NULL) EXECUTE FUNCTION "auth"."end_session_in_time"();
