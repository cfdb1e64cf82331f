import { languages } from "@fanal/domain";
import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  pgSchema,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { timestamptz } from "./columns.ts";

/**
 * Tables of Better Auth, in a schema of their own that only the server's `auth` room reads and writes.
 * Column names and types follow what Better Auth and its organization plugin ask for.
 */
export const authSchema = pgSchema("auth");

export const user = authSchema.table("user", {
  id: uuid("id").primaryKey(),
  name: text("name").notNull(),
  email: text("email").notNull().unique(),
  emailVerified: boolean("email_verified").notNull().default(false),
  image: text("image"),
  twoFactorEnabled: boolean("two_factor_enabled").notNull().default(false),
  /** Of mails; `null`: as the browser asks. */
  language: text("language", { enum: languages }),
  /** IANA; `null`: that of the browser. */
  timeZone: text("time_zone"),
  theme: text("theme", { enum: ["system", "light", "dark"] })
    .notNull()
    .default("system"),
  createdAt: timestamptz("created_at").notNull().defaultNow(),
  updatedAt: timestamptz("updated_at").notNull().defaultNow(),
});

export const session = authSchema.table(
  "session",
  {
    id: uuid("id").primaryKey(),
    expiresAt: timestamptz("expires_at").notNull(),
    token: text("token").notNull().unique(),
    createdAt: timestamptz("created_at").notNull().defaultNow(),
    updatedAt: timestamptz("updated_at").notNull().defaultNow(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    activeOrganizationId: text("active_organization_id"),
    /** How they signed in; `null`: before that was noted. */
    method: text("method"),
    /** Whether a code was shown beside it, or it counts for both factors. */
    secondFactor: boolean("second_factor").notNull().default(false),
    /** However much it is used, it does not last longer (a trigger holds it): then the provider is asked again. */
    endsAt: timestamptz("ends_at"),
    /** The organization whose own provider vouched for them; for others they did not sign in by single sign-on. */
    ssoOrganizationId: uuid("sso_organization_id"),
    /** The organization's own provider that vouched for them; without it the session is not there either. */
    ssoProviderId: uuid("sso_provider_id").references((): AnyPgColumn => ssoProvider.id, {
      onDelete: "cascade",
    }),
  },
  (table) => [
    index("session_user_id_index").on(table.userId),
    index("session_sso_provider_id_index").on(table.ssoProviderId),
  ],
);

export const account = authSchema.table(
  "account",
  {
    id: uuid("id").primaryKey(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: timestamptz("access_token_expires_at"),
    refreshTokenExpiresAt: timestamptz("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    createdAt: timestamptz("created_at").notNull().defaultNow(),
    updatedAt: timestamptz("updated_at").notNull().defaultNow(),
  },
  (table) => [index("account_user_id_index").on(table.userId)],
);

export const verification = authSchema.table(
  "verification",
  {
    /** No UUID where Better Auth reserves something: then it is made from what is to be there once. */
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: timestamptz("expires_at").notNull(),
    createdAt: timestamptz("created_at").notNull().defaultNow(),
    updatedAt: timestamptz("updated_at").notNull().defaultNow(),
  },
  (table) => [index("verification_identifier_index").on(table.identifier)],
);

export const organization = authSchema.table(
  "organization",
  {
    id: uuid("id").primaryKey(),
    name: text("name").notNull(),
    slug: text("slug").notNull().unique(),
    version: integer("version").notNull().default(1),
    logo: text("logo"),
    createdAt: timestamptz("created_at").notNull(),
    metadata: text("metadata"),
    timeZone: text("time_zone").notNull().default("Etc/UTC"),
    /** The status page that the dashboard leads to first; `null`: the oldest. */
    defaultPageId: uuid("default_page_id"),
    /** Who has no second factor is asked to set one up before anything else. */
    requireTwoFactor: boolean("require_two_factor").notNull().default(false),
    /** Ways of signing in that members may use; `null`: all that the installation offers. */
    signInMethods: text("sign_in_methods").array(),
    /** Members sign in through the organization's own provider; owners may still use what they have, to mend it. */
    requireSso: boolean("require_sso").notNull().default(false),
    /** Role of those whom a provider brings in. */
    defaultRole: text("default_role").notNull().default("viewer"),
    /** The Organization of Auth0 that it is linked to. */
    auth0OrganizationId: text("auth0_organization_id"),
    /** When somebody who may link came through it: before, it lets nobody in, and others may claim the same. */
    auth0ProvenAt: timestamptz("auth0_proven_at"),
  },
  (table) => [
    uniqueIndex("organization_auth0_proven_once")
      .on(table.auth0OrganizationId)
      .where(sql`${table.auth0ProvenAt} is not null`),
  ],
);

/** Slugs that an organization had: links with them still lead to it, and nobody else gets them. */
export const formerSlug = authSchema.table(
  "former_slug",
  {
    slug: text("slug").primaryKey(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    createdAt: timestamptz("created_at").notNull(),
  },
  (table) => [index("former_slug_organization_id_index").on(table.organizationId)],
);

export const member = authSchema.table(
  "member",
  {
    id: uuid("id").primaryKey(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    role: text("role").notNull().default("viewer"),
    /** What brought them in: only what a provider brought in, a provider takes away. */
    source: text("source", { enum: ["founder", "invitation", "auth0", "sso", "scim"] })
      .notNull()
      .default("invitation"),
    /** Until when a provider vouches for them: later they are no member, until it does so again. `null`: for good. */
    confirmedUntil: timestamptz("confirmed_until"),
    createdAt: timestamptz("created_at").notNull(),
  },
  (table) => [
    unique("member_once_per_organization").on(table.organizationId, table.userId),
    index("member_user_id_index").on(table.userId),
  ],
);

export const invitation = authSchema.table(
  "invitation",
  {
    id: uuid("id").primaryKey(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    email: text("email").notNull(),
    role: text("role"),
    status: text("status").notNull().default("pending"),
    expiresAt: timestamptz("expires_at").notNull(),
    createdAt: timestamptz("created_at").notNull().defaultNow(),
    inviterId: uuid("inviter_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    /** SHA-256 of what the link carries; `null` once it was used or withdrawn. */
    tokenHash: text("token_hash").unique(),
    /** Teams that whoever accepts it joins. */
    teamIds: uuid("team_ids").array().notNull().default([]),
    /** When the link was last sent or made anew. */
    sentAt: timestamptz("sent_at").notNull().defaultNow(),
  },
  (table) => [
    index("invitation_organization_id_index").on(table.organizationId),
    index("invitation_email_index").on(table.email),
  ],
);

export const twoFactor = authSchema.table(
  "two_factor",
  {
    id: uuid("id").primaryKey(),
    secret: text("secret").notNull(),
    backupCodes: text("backup_codes").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    verified: boolean("verified").notNull().default(true),
    failedVerificationCount: integer("failed_verification_count").notNull().default(0),
    lockedUntil: timestamptz("locked_until"),
  },
  (table) => [index("two_factor_user_id_index").on(table.userId)],
);

export const passkey = authSchema.table(
  "passkey",
  {
    id: uuid("id").primaryKey(),
    name: text("name"),
    publicKey: text("public_key").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    credentialID: text("credential_id").notNull().unique(),
    counter: integer("counter").notNull(),
    deviceType: text("device_type").notNull(),
    backedUp: boolean("backed_up").notNull(),
    transports: text("transports"),
    createdAt: timestamptz("created_at"),
    aaguid: text("aaguid"),
  },
  (table) => [index("passkey_user_id_index").on(table.userId)],
);

/** Identity providers of organizations. Their configurations hold secrets and are sealed; one of the two is there. */
export const ssoProvider = authSchema.table(
  "sso_provider",
  {
    id: uuid("id").primaryKey(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** Of OpenID Connect its issuer, of SAML the entity id of the provider. */
    issuer: text("issuer").notNull(),
    oidcConfig: text("oidc_config"),
    samlConfig: text("saml_config"),
    version: integer("version").notNull().default(1),
    /** When it last vouched for somebody, with what is set now; `null`: not yet. */
    provenAt: timestamptz("proven_at"),
    createdAt: timestamptz("created_at").notNull(),
  },
  (table) => [
    index("sso_provider_organization_id_index").on(table.organizationId),
    check("sso_provider_one_kind", sql`(${table.oidcConfig} is null) <> (${table.samlConfig} is null)`),
  ],
);

/** Domains of addresses that organizations claim; the providers of whoever has proved one vouch for its people. */
export const emailDomain = authSchema.table(
  "email_domain",
  {
    id: uuid("id").primaryKey(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    /** Lower case, as the DNS has it. */
    domain: text("domain").notNull(),
    token: text("token").notNull(),
    /** When its record was last there; `null`: not proved, or not any more. */
    verifiedAt: timestamptz("verified_at"),
    checkedAt: timestamptz("checked_at"),
    createdAt: timestamptz("created_at").notNull(),
  },
  (table) => [
    unique("email_domain_once_per_organization").on(table.organizationId, table.domain),
    uniqueIndex("email_domain_one_owner").on(table.domain).where(sql`${table.verifiedAt} is not null`),
  ],
);
