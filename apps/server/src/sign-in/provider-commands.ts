import { limits, type oidcInput, type SsoProvider, type samlInput } from "@fanal/contract";
import { newId } from "@fanal/database/schema";
import type { z } from "zod";
import {
  deleteProvider,
  findProvider,
  forgetSubjects,
  insertProvider,
  listProviders,
  lockProvider,
  lockSingleSignOn,
  requiresSso,
  type SsoProviderRow,
  writeProvider,
} from "../auth/sso/providers.ts";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orNotFound, refuse, refuseStale } from "../refusals.ts";
import { viewSsoProvider } from "./provider-queries.ts";
import { oidcSettingsOf, type ProviderSettings, samlSettingsOf } from "./provider-settings.ts";

type OidcInput = z.infer<typeof oidcInput>;

interface NewProvider {
  name: string;
  oidc?: OidcInput | undefined;
  saml?: z.infer<typeof samlInput> | undefined;
}

export async function createSsoProvider(
  context: OrganizationContext,
  { name, oidc, saml }: NewProvider,
): Promise<SsoProvider> {
  allow(context, "sign_in.update");
  const id = newId();
  // Providers take their time, so no transaction waits for them.
  const settings = await settingsOf(context, id, { oidc, saml });
  return context.inOrganization(async (tx) => {
    allow(context, "sign_in.update");
    const { organizationId } = tx;
    await lockSingleSignOn(tx.db, organizationId);
    const present = await listProviders(tx.db, context.secretBox, organizationId);
    if (present.length >= limits.ssoProviders)
      refuse(
        "limit_reached",
        `There are at most ${limits.ssoProviders} identity providers. Remove one first.`,
      );
    const row: SsoProviderRow = {
      id,
      organizationId,
      name,
      ...settings,
      version: 1,
      provenAt: null,
      createdAt: context.now(),
    };
    await insertProvider(tx.db, context.secretBox, row);
    record(tx, context, { type: "sso_provider.created", subjectId: id, data: { name, after: factsOf(row) } });
    return viewSsoProvider(row, context.url);
  });
}

/** Changes a provider. At another issuer the same subject is somebody else, so whom it knew is forgotten then. */
export async function updateSsoProvider(
  context: OrganizationContext,
  { providerId, name, oidc, saml, version }: UpdatedProvider,
): Promise<SsoProvider> {
  allow(context, "sign_in.update");
  const { secretBox } = context;
  const read = await findOwn(context, providerId);
  const settings = await changedSettings(context, read, { oidc, saml });
  return context.inOrganization(async (tx) => {
    allow(context, "sign_in.update");
    const { organizationId } = tx;
    const before =
      (await lockProvider(tx.db, secretBox, { id: providerId, organizationId })) ?? refuse("not_found");
    // What was asked of the provider meanwhile was asked for the row that was read.
    refuseStale(before, version ?? (settings === null ? undefined : read.version));
    const after: SsoProviderRow = {
      ...before,
      ...(settings ?? {}),
      name: name ?? before.name,
      version: before.version + 1,
      provenAt: settings === null ? before.provenAt : null,
    };
    if (isSame(before, after)) return viewSsoProvider(before, context.url);
    if (after.issuer !== before.issuer) await forgetSubjects(tx.db, providerId);
    await writeProvider(tx.db, secretBox, after);
    record(tx, context, {
      type: "sso_provider.updated",
      subjectId: providerId,
      data: { name: after.name, before: factsOf(before), after: factsOf(after) },
    });
    return viewSsoProvider(after, context.url);
  });
}

interface UpdatedProvider {
  providerId: string;
  name?: string | undefined;
  oidc?: { [Field in keyof OidcInput]?: OidcInput[Field] | undefined } | undefined;
  saml?: z.infer<typeof samlInput> | undefined;
  version?: number | undefined;
}

/** Removes a provider. The sessions that it vouched for end with it. */
export function deleteSsoProvider(
  context: OrganizationContext,
  { providerId, version }: { providerId: string; version?: number | undefined },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "sign_in.update");
    const { organizationId } = tx;
    const row = await lockProvider(tx.db, context.secretBox, { id: providerId, organizationId });
    const provider = row ?? refuse("not_found");
    refuseStale(provider, version);
    await lockSingleSignOn(tx.db, organizationId);
    const isLast = (await listProviders(tx.db, context.secretBox, organizationId)).length === 1;
    if (isLast && (await requiresSso(tx.db, organizationId))) refuse("sso_in_use");
    await deleteProvider(tx.db, providerId);
    record(tx, context, {
      type: "sso_provider.deleted",
      subjectId: providerId,
      data: { name: provider.name, before: factsOf(provider) },
    });
  });
}

async function findOwn(context: OrganizationContext, id: string): Promise<SsoProviderRow> {
  const { database, secretBox, organization } = context;
  const found = await findProvider(database.db, secretBox, id);
  return orNotFound(found?.organizationId === organization.id ? found : undefined);
}

function settingsOf(
  context: OrganizationContext,
  id: string,
  { oidc, saml }: Pick<NewProvider, "oidc" | "saml">,
): Promise<ProviderSettings> | ProviderSettings {
  if (oidc !== undefined) return oidcSettingsOf(context, id, oidc);
  return samlSettingsOf(context, saml ?? refuse("bad_request"));
}

/** `null`: what the provider is stays as it is. */
async function changedSettings(
  context: OrganizationContext,
  { id, issuer, settings }: SsoProviderRow,
  { oidc, saml }: Pick<UpdatedProvider, "oidc" | "saml">,
): Promise<ProviderSettings | null> {
  if (oidc === undefined && saml === undefined) return null;
  if (oidc !== undefined && settings.type === "oidc") {
    const { clientId, clientSecret } = settings;
    // A secret goes to the issuer that it was given for, and to no other one.
    if (oidc.issuer !== undefined && oidc.issuer !== issuer && oidc.clientSecret === undefined) {
      const message = "Write the client secret of this issuer too.";
      refuse("bad_request", message, [{ path: ["oidc", "clientSecret"], message }]);
    }
    const given = {
      issuer: oidc.issuer ?? issuer,
      clientId: oidc.clientId ?? clientId,
      clientSecret: oidc.clientSecret ?? clientSecret,
    };
    return oidcSettingsOf(context, id, given);
  }
  if (saml !== undefined && settings.type === "saml") return samlSettingsOf(context, saml);
  const message = "A provider stays of its kind. Add another one, and remove this one.";
  return refuse("bad_request", message);
}

/** What the log tells of a provider: nothing that is secret. */
function factsOf({ name, issuer, settings }: SsoProviderRow): Record<string, unknown> {
  return settings.type === "oidc"
    ? { name, type: settings.type, issuer, clientId: settings.clientId }
    : { name, type: settings.type, issuer, signInUrl: settings.signInUrl };
}

function isSame(before: SsoProviderRow, after: SsoProviderRow): boolean {
  const told = ({ name, issuer, settings }: SsoProviderRow) => JSON.stringify({ name, issuer, settings });
  return told(before) === told(after);
}
