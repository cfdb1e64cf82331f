DROP INDEX "incident_updates_by_incident";--> statement-breakpoint
DROP INDEX "incidents_by_start";--> statement-breakpoint
CREATE INDEX "incident_updates_by_incident" ON "incident_updates" USING btree ("organization_id","incident_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "incidents_by_start" ON "incidents" USING btree ("organization_id","started_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);