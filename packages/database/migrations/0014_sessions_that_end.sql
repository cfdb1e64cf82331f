-- Whoever holds a socket open for somebody hears at the commit that a session of theirs has ended. What ended by itself is
-- only tidied away.
CREATE FUNCTION "auth"."tell_of_ended_session"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_notify('fanal_sessions_ended', OLD."user_id"::text);
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "session_ended" AFTER DELETE ON "auth"."session"
	FOR EACH ROW WHEN (OLD."expires_at" > now()) EXECUTE FUNCTION "auth"."tell_of_ended_session"();
