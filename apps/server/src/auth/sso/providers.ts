import type { Transaction } from "@fanal/database";
import { account, organization, session, ssoProvider } from "@fanal/database/auth-schema";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { SealedColumn, SecretBox } from "../../secret-box.ts";

const oidcSettings = z.object({
  type: z.literal("oidc"),
  clientId: z.string(),
  clientSecret: z.string(),
  /** How the secret is shown, as it was found out when the provider was set. */
  authentication: z.enum(["basic", "post"]),
});
const samlSettings = z.object({
  type: z.literal("saml"),
  /** Where the provider takes requests by HTTP-Redirect. */
  signInUrl: z.string(),
  /** As PEM. */
  certificates: z.array(z.string()).min(1),
});

export type OidcSettings = z.infer<typeof oidcSettings>;
export type SamlSettings = z.infer<typeof samlSettings>;

/** An identity provider of an organization. */
export interface SsoProviderRow {
  id: string;
  organizationId: string;
  name: string;
  issuer: string;
  settings: OidcSettings | SamlSettings;
  version: number;
  provenAt: Date | null;
  createdAt: Date;
}

export type OidcProvider = SsoProviderRow & { settings: OidcSettings };
export type SamlProvider = SsoProviderRow & { settings: SamlSettings };

export function isOidc(provider: SsoProviderRow): provider is OidcProvider {
  return provider.settings.type === "oidc";
}

export function isSaml(provider: SsoProviderRow): provider is SamlProvider {
  return provider.settings.type === "saml";
}

type Read = Pick<Transaction, "select">;

const columnOf = {
  oidc: "sso_provider.oidc_config",
  saml: "sso_provider.saml_config",
} as const satisfies Record<string, SealedColumn>;

/** The providers of an organization, oldest first. */
export async function listProviders(
  db: Read,
  box: SecretBox,
  organizationId: string,
): Promise<SsoProviderRow[]> {
  const rows = await db
    .select()
    .from(ssoProvider)
    .where(eq(ssoProvider.organizationId, organizationId))
    .orderBy(asc(ssoProvider.createdAt), asc(ssoProvider.id));
  return rows.map((row) => opened(row, box));
}

export async function findProvider(db: Read, box: SecretBox, id: string): Promise<SsoProviderRow | null> {
  const [row] = await db.select().from(ssoProvider).where(eq(ssoProvider.id, id));
  return row === undefined ? null : opened(row, box);
}

/** A provider of this organization, which nobody changes until the transaction ends. */
export async function lockProvider(
  db: Transaction,
  box: SecretBox,
  { id, organizationId }: { id: string; organizationId: string },
): Promise<SsoProviderRow | null> {
  const [row] = await db
    .select()
    .from(ssoProvider)
    .where(and(eq(ssoProvider.id, id), eq(ssoProvider.organizationId, organizationId)))
    .for("update");
  return row === undefined ? null : opened(row, box);
}

export async function insertProvider(
  db: Transaction,
  box: SecretBox,
  { settings, ...row }: SsoProviderRow,
): Promise<void> {
  await db.insert(ssoProvider).values({ ...row, ...sealed(settings, row.id, box) });
}

export async function writeProvider(
  db: Transaction,
  box: SecretBox,
  { id, name, issuer, settings, version, provenAt }: SsoProviderRow,
): Promise<void> {
  await db
    .update(ssoProvider)
    .set({ name, issuer, version, provenAt, ...sealed(settings, id, box) })
    .where(eq(ssoProvider.id, id));
}

/** Removes a provider, and the sessions that it vouched for. */
export async function deleteProvider(db: Transaction, id: string): Promise<void> {
  await forgetSubjects(db, id);
  await db.delete(ssoProvider).where(eq(ssoProvider.id, id));
}

/** Whom it knew by which subject: at another issuer the same subject is somebody else. */
export async function forgetSubjects(db: Transaction, id: string): Promise<void> {
  await db.delete(account).where(eq(account.providerId, accountProviderOf(id)));
  await db.delete(session).where(eq(session.ssoProviderId, id));
}

/** Notes that a provider has vouched for somebody as it is set; whether it is the first time. */
export async function noteProven(
  db: Transaction,
  { id, version }: Pick<SsoProviderRow, "id" | "version">,
  now: Date,
): Promise<boolean> {
  const noted = await db
    .update(ssoProvider)
    .set({ provenAt: now })
    .where(and(eq(ssoProvider.id, id), eq(ssoProvider.version, version), isNull(ssoProvider.provenAt)))
    .returning({ id: ssoProvider.id });
  return noted.length > 0;
}

/** Whether members have to sign in by the organization's own provider. */
export async function requiresSso(db: Read, organizationId: string): Promise<boolean> {
  const [row] = await db
    .select({ requireSso: organization.requireSso })
    .from(organization)
    .where(eq(organization.id, organizationId));
  return row?.requireSso ?? false;
}

/** Those who add or remove providers or domains wait for each other: there are not to be too many, or too few. */
export async function lockSingleSignOn(db: Transaction, organizationId: string): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${organizationId}, 4))`);
}

/** What links of people to a provider carry in `auth.account`. */
export function accountProviderOf(id: string): string {
  return `sso:${id}`;
}

function sealed(settings: SsoProviderRow["settings"], rowId: string, box: SecretBox) {
  const text = box.seal(JSON.stringify(settings), { column: columnOf[settings.type], rowId });
  return settings.type === "oidc"
    ? { oidcConfig: text, samlConfig: null }
    : { oidcConfig: null, samlConfig: text };
}

function opened(
  { oidcConfig, samlConfig, ...row }: typeof ssoProvider.$inferSelect,
  box: SecretBox,
): SsoProviderRow {
  const open = (text: string, column: SealedColumn): unknown =>
    JSON.parse(box.open(text, { column, rowId: row.id }));
  const settings =
    oidcConfig === null
      ? samlSettings.parse(open(samlConfig ?? "", columnOf.saml))
      : oidcSettings.parse(open(oidcConfig, columnOf.oidc));
  return { ...row, settings };
}
