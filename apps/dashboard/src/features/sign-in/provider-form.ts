import type { SsoProvider } from "@fanal/contract";

/** What the form holds, as it was typed. */
export interface ProviderFields {
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  metadata: string;
  entityId: string;
  signInUrl: string;
  certificates: string;
}

/** What is known of a provider. Its secret is not, and stays as it is where none is typed. */
export function emptyFields(provider: SsoProvider | null): ProviderFields {
  const isSaml = provider?.type === "saml";
  return {
    name: provider?.name ?? "",
    issuer: isSaml ? "" : (provider?.issuer ?? ""),
    clientId: provider?.clientId ?? "",
    clientSecret: "",
    metadata: "",
    entityId: isSaml ? provider.issuer : "",
    signInUrl: provider?.signInUrl ?? "",
    certificates: "",
  };
}

/** Metadata holds all that the other fields do. */
export function isByMetadata({ metadata, entityId, signInUrl, certificates }: ProviderFields): boolean {
  return (
    metadata.trim() !== "" ||
    (entityId.trim() === "" && signInUrl.trim() === "" && certificates.trim() === "")
  );
}

/** What makes a new provider. */
export function addedBy(type: SsoProvider["type"], fields: ProviderFields) {
  return type === "oidc"
    ? { oidc: { ...clientOf(fields), clientSecret: fields.clientSecret } }
    : { saml: samlOf(fields) };
}

const settings = [
  "issuer",
  "clientId",
  "clientSecret",
  "metadata",
  "entityId",
  "signInUrl",
  "certificates",
] as const;

/** Whether more than the name was changed of a provider. */
export function isTouched(fields: ProviderFields, provider: SsoProvider): boolean {
  const known = emptyFields(provider);
  return settings.some((field) => fields[field] !== known[field]);
}

/** What is changed of a provider; nothing but its name where nothing else was typed, since it is asked for anew. */
export function changesBy(type: SsoProvider["type"], fields: ProviderFields, provider: SsoProvider) {
  if (!isTouched(fields, provider)) return {};
  if (type === "saml") return { saml: samlOf(fields) };
  const { clientSecret } = fields;
  return { oidc: { ...clientOf(fields), ...(clientSecret === "" ? {} : { clientSecret }) } };
}

function clientOf({ issuer, clientId }: ProviderFields) {
  return { issuer: issuer.trim(), clientId: clientId.trim() };
}

function samlOf(fields: ProviderFields) {
  if (isByMetadata(fields)) return { metadata: fields.metadata };
  const { entityId, signInUrl, certificates } = fields;
  return {
    entityId: entityId.trim(),
    signInUrl: signInUrl.trim(),
    certificates: splitCertificates(certificates),
  };
}

/** Several stand one below the other while a provider changes from one to the next. */
function splitCertificates(text: string): string[] {
  const pems = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g);
  return pems ?? [text.trim()];
}
