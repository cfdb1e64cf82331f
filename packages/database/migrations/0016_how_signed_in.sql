ALTER TABLE "auth"."session" ADD COLUMN "second_factor" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."session" ADD COLUMN "sso_organization_id" uuid;