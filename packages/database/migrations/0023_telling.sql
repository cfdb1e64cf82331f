ALTER TABLE "maintenance_series" ADD COLUMN "notifies_automatically" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "maintenances" ADD COLUMN "notifies_automatically" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "expires_at" timestamp (3) with time zone NOT NULL;