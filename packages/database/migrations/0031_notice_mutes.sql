CREATE TABLE "notice_mutes" (
	"organization_id" uuid NOT NULL,
	"target_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notice_mutes_organization_id_target_id_user_id_pk" PRIMARY KEY("organization_id","target_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "notice_targets" ADD COLUMN "previous_secret" text;--> statement-breakpoint
ALTER TABLE "notice_targets" ADD COLUMN "previous_secret_ends_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "notice_mutes" ADD CONSTRAINT "notice_mutes_organization_id_target_id_notice_targets_organization_id_id_fk" FOREIGN KEY ("organization_id","target_id") REFERENCES "public"."notice_targets"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_mutes" ADD CONSTRAINT "notice_mutes_organization_id_user_id_member_organization_id_user_id_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "auth"."member"("organization_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notice_mutes_by_member" ON "notice_mutes" USING btree ("organization_id","user_id");--> statement-breakpoint
SELECT isolate_tenants();
