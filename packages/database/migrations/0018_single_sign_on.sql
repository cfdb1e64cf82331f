CREATE TABLE "auth"."email_domain" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"domain" text NOT NULL,
	"token" text NOT NULL,
	"verified_at" timestamp (3) with time zone,
	"checked_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "email_domain_once_per_organization" UNIQUE("organization_id","domain")
);
--> statement-breakpoint
ALTER TABLE "auth"."sso_provider" DROP CONSTRAINT "sso_provider_provider_id_unique";--> statement-breakpoint
ALTER TABLE "auth"."sso_provider" DROP CONSTRAINT "sso_provider_user_id_user_id_fk";
--> statement-breakpoint
ALTER TABLE "auth"."sso_provider" ALTER COLUMN "organization_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."session" ADD COLUMN "sso_provider_id" uuid;--> statement-breakpoint
ALTER TABLE "auth"."sso_provider" ADD COLUMN "name" text NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."sso_provider" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."sso_provider" ADD COLUMN "proven_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "auth"."sso_provider" ADD COLUMN "created_at" timestamp (3) with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."email_domain" ADD CONSTRAINT "email_domain_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "auth"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "email_domain_one_owner" ON "auth"."email_domain" USING btree ("domain") WHERE "auth"."email_domain"."verified_at" is not null;--> statement-breakpoint
ALTER TABLE "auth"."session" ADD CONSTRAINT "session_sso_provider_id_sso_provider_id_fk" FOREIGN KEY ("sso_provider_id") REFERENCES "auth"."sso_provider"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_sso_provider_id_index" ON "auth"."session" USING btree ("sso_provider_id");--> statement-breakpoint
ALTER TABLE "auth"."sso_provider" DROP COLUMN "user_id";--> statement-breakpoint
ALTER TABLE "auth"."sso_provider" DROP COLUMN "provider_id";--> statement-breakpoint
ALTER TABLE "auth"."sso_provider" DROP COLUMN "domain";--> statement-breakpoint
ALTER TABLE "auth"."sso_provider" DROP COLUMN "domain_verified";--> statement-breakpoint
ALTER TABLE "auth"."sso_provider" ADD CONSTRAINT "sso_provider_one_kind" CHECK (("auth"."sso_provider"."oidc_config" is null) <> ("auth"."sso_provider"."saml_config" is null));