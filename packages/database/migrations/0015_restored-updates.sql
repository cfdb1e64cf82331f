ALTER TABLE "incident_updates" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "maintenance_updates" ADD COLUMN "deleted_at" timestamp (3) with time zone;