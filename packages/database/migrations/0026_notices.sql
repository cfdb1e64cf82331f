CREATE TABLE "notice_targets" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"team_id" uuid,
	"channel" text NOT NULL,
	"address" text,
	"address_key" text,
	"endpoint" text,
	"secret" text,
	"kinds" jsonb NOT NULL,
	"language" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notice_targets_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "notice_targets_once" UNIQUE NULLS NOT DISTINCT("organization_id","team_id","channel","address_key"),
	CONSTRAINT "notice_targets_with_endpoint" CHECK (("notice_targets"."channel" = 'email') = ("notice_targets"."endpoint" is null) and ("notice_targets"."endpoint" is null) = ("notice_targets"."address" is null))
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"event_position" bigint,
	"incident_id" uuid,
	"message" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notices_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "notices_once" UNIQUE("organization_id","event_position"),
	CONSTRAINT "notices_of_incidents" CHECK (("notices"."kind" = 'test') = ("notices"."incident_id" is null) and ("notices"."kind" = 'test') = ("notices"."event_position" is null))
);
--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "notification_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "subscriber_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "promise_missed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "silence_noted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "notice_id" uuid;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "target_id" uuid;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "user_id" uuid;--> statement-breakpoint
ALTER TABLE "notice_targets" ADD CONSTRAINT "notice_targets_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "auth"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_targets" ADD CONSTRAINT "notice_targets_organization_id_team_id_teams_organization_id_id_fk" FOREIGN KEY ("organization_id","team_id") REFERENCES "public"."teams"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "auth"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_organization_id_incident_id_incidents_organization_id_id_fk" FOREIGN KEY ("organization_id","incident_id") REFERENCES "public"."incidents"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_by_incident" ON "notices" USING btree ("organization_id","incident_id");--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_organization_id_notice_id_notices_organization_id_id_fk" FOREIGN KEY ("organization_id","notice_id") REFERENCES "public"."notices"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_organization_id_target_id_notice_targets_organization_id_id_fk" FOREIGN KEY ("organization_id","target_id") REFERENCES "public"."notice_targets"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_organization_id_user_id_member_organization_id_user_id_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "auth"."member"("organization_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_of_notices_once" ON "deliveries" USING btree ("organization_id","notice_id","target_id",coalesce("user_id", "target_id")) WHERE "deliveries"."notice_id" is not null;--> statement-breakpoint
CREATE INDEX "deliveries_by_target" ON "deliveries" USING btree ("organization_id","target_id","created_at") WHERE "deliveries"."target_id" is not null;--> statement-breakpoint
CREATE INDEX "deliveries_by_member" ON "deliveries" USING btree ("organization_id","user_id") WHERE "deliveries"."user_id" is not null;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_to_one" CHECK (num_nonnulls("deliveries"."notification_id", "deliveries"."notice_id") = 1
        and ("deliveries"."notification_id" is null) = ("deliveries"."subscriber_id" is null)
        and ("deliveries"."notice_id" is null) = ("deliveries"."target_id" is null)
        and ("deliveries"."user_id" is null or "deliveries"."notice_id" is not null));--> statement-breakpoint
SELECT isolate_tenants();
