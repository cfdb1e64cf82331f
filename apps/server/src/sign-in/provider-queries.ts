import { X509Certificate } from "node:crypto";
import type { SsoProvider } from "@fanal/contract";
import { oidcCallbackUrl, samlServiceOf } from "../auth/sso/addresses.ts";
import { listProviders, type SsoProviderRow } from "../auth/sso/providers.ts";
import type { OrganizationContext } from "../context.ts";

export async function listSsoProviders(context: OrganizationContext): Promise<SsoProvider[]> {
  const { database, secretBox, organization, url } = context;
  const rows = await listProviders(database.db, secretBox, organization.id);
  return rows.map((row) => viewSsoProvider(row, url));
}

/** What may be seen of a provider: all but its secret. */
export function viewSsoProvider(
  { id, name, issuer, settings, provenAt, version, createdAt }: SsoProviderRow,
  url: string,
): SsoProvider {
  const seen = {
    id,
    name,
    type: settings.type,
    issuer,
    provenAt: provenAt?.toISOString() ?? null,
    version,
    createdAt: createdAt.toISOString(),
  };
  if (settings.type === "oidc") {
    return {
      ...seen,
      clientId: settings.clientId,
      signInUrl: null,
      certificates: [],
      callbackUrl: oidcCallbackUrl(url, id),
      entityId: null,
    };
  }
  return {
    ...seen,
    clientId: null,
    signInUrl: settings.signInUrl,
    certificates: settings.certificates.map(viewCertificate),
    ...samlServiceOf(url, id),
  };
}

function viewCertificate(pem: string): SsoProvider["certificates"][number] {
  const { fingerprint256, validTo } = new X509Certificate(pem);
  return { fingerprint: fingerprint256, expiresAt: new Date(validTo).toISOString() };
}
