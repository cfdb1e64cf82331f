ALTER TABLE "auth"."organization" DROP CONSTRAINT "organization_auth0_organization_id_unique";--> statement-breakpoint
ALTER TABLE "auth"."organization" ADD COLUMN "auth0_proven_at" timestamp (3) with time zone;--> statement-breakpoint
-- Links that are there have let people in already.
UPDATE "auth"."organization" SET "auth0_proven_at" = now() WHERE "auth0_organization_id" IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "organization_auth0_proven_once" ON "auth"."organization" USING btree ("auth0_organization_id") WHERE "auth"."organization"."auth0_proven_at" is not null;