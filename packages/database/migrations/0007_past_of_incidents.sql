ALTER TABLE "incident_services" ADD COLUMN "past_status" text;--> statement-breakpoint
ALTER TABLE "incident_services" ADD COLUMN "past_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "starts_when_published" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "incident_services" ADD CONSTRAINT "incident_services_past_whole" CHECK (("incident_services"."past_status" is null) = ("incident_services"."past_until" is null));--> statement-breakpoint
-- What incidents that are there already said of services when they were declared is in their oldest update. Row security is
-- forced on the owner too, so it is done for all tenants at once.
SELECT set_config('fanal.system', 'on', true);--> statement-breakpoint
UPDATE "incident_services" AS affected SET "past_status" = declared.status, "past_until" = incident."published_at"
FROM "incidents" AS incident, (
	SELECT DISTINCT ON (u."organization_id", u."incident_id", s->>'serviceId')
		u."organization_id", u."incident_id", (s->>'serviceId')::uuid AS service_id, s->>'status' AS status
	FROM (
		SELECT DISTINCT ON ("organization_id", "incident_id") * FROM "incident_updates"
		ORDER BY "organization_id", "incident_id", "created_at", "id"
	) AS u, jsonb_array_elements(u."services") AS s
) AS declared
WHERE incident."organization_id" = affected."organization_id" AND incident."id" = affected."incident_id"
	AND declared."organization_id" = affected."organization_id" AND declared."incident_id" = affected."incident_id"
	AND declared.service_id = affected."service_id" AND incident."published_at" IS NOT NULL;--> statement-breakpoint
INSERT INTO "incident_past_statuses" ("organization_id", "incident_id", "service_id", "status", "started_at", "ended_at")
SELECT affected."organization_id", affected."incident_id", affected."service_id", affected."past_status",
	incident."started_at", affected."past_until"
FROM "incident_services" AS affected
JOIN "incidents" AS incident
	ON incident."organization_id" = affected."organization_id" AND incident."id" = affected."incident_id"
WHERE incident."deleted_at" IS NULL AND incident."started_at" < affected."past_until"
ON CONFLICT DO NOTHING;--> statement-breakpoint
SELECT set_config('fanal.system', '', true);
