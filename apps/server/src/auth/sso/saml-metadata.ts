import { X509Certificate } from "node:crypto";
import type { Element } from "@xmldom/xmldom";
import type { SamlSettings } from "./providers.ts";
import { elementsOf, parseXml } from "./xml.ts";

const metadataNamespace = "urn:oasis:names:tc:SAML:2.0:metadata";
const signatureNamespace = "http://www.w3.org/2000/09/xmldsig#";
const redirectBinding = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
const leastKeyBits = 2_048;
const mostCertificates = 4;

export interface SamlDescription extends Pick<SamlSettings, "signInUrl" | "certificates"> {
  entityId: string;
}

/** What is wrong with what was pasted, in words for whoever pasted it. */
export class SamlFault extends Error {
  readonly field: "metadata" | "certificates" | "signInUrl";

  constructor(field: SamlFault["field"], message: string) {
    super(message);
    this.field = field;
  }
}

/** Reads the metadata of one identity provider. Throws a {@link SamlFault}. */
export function readMetadata(text: string): SamlDescription {
  const document = parseXml(text);
  const fault = (message: string): never => {
    throw new SamlFault("metadata", message);
  };
  if (document === null)
    return fault("This is no XML. Paste the whole file, from <EntityDescriptor to its end.");
  const described = elementsOf(document, metadataNamespace, "EntityDescriptor").filter(
    (entity) => elementsOf(entity, metadataNamespace, "IDPSSODescriptor").length > 0,
  );
  const [entity] = described;
  if (entity === undefined)
    return fault("There is no identity provider in this. Is it the metadata of another application?");
  if (described.length > 1)
    return fault("There are several identity providers in this. Paste the metadata of one.");
  const [provider] = elementsOf(entity, metadataNamespace, "IDPSSODescriptor");
  if (provider === undefined) return fault("There is no identity provider in this.");
  if (/^(true|1)$/.test(provider.getAttribute("WantAuthnRequestsSigned") ?? ""))
    return fault("It wants signed requests, which Fanal does not send. Turn that off at the provider.");
  const [service] = elementsOf(provider, metadataNamespace, "SingleSignOnService").filter(
    (one) => one.getAttribute("Binding") === redirectBinding,
  );
  return {
    entityId: entity.getAttribute("entityID")?.trim() || fault("Its entityID is missing."),
    signInUrl:
      service?.getAttribute("Location")?.trim() ||
      fault("It has no SingleSignOnService that takes HTTP-Redirect."),
    certificates: signingCertificates(provider),
  };
}

function signingCertificates(provider: Element): string[] {
  const keys = elementsOf(provider, metadataNamespace, "KeyDescriptor").filter(
    (key) => key.getAttribute("use") !== "encryption",
  );
  const texts = keys.flatMap((key) =>
    elementsOf(key, signatureNamespace, "X509Certificate").map(({ textContent }) => textContent ?? ""),
  );
  const distinct = [...new Set(texts.map((text) => readCertificate(text, "metadata")))];
  if (distinct.length === 0)
    throw new SamlFault("metadata", "It has no certificate for signing. Export the metadata again.");
  return distinct.slice(0, mostCertificates);
}

/** A certificate as PEM, whether it was pasted as that or as the Base64 within. Throws a {@link SamlFault}. */
export function readCertificate(text: string, field: SamlFault["field"] = "certificates"): string {
  const base64 = text.replaceAll(/-----(BEGIN|END) CERTIFICATE-----|\s/g, "");
  const certificate = parseCertificate(base64);
  if (certificate === null)
    throw new SamlFault(
      field,
      "This is no certificate. Paste it from -----BEGIN CERTIFICATE----- to its end.",
    );
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  if (asymmetricKeyType !== "rsa" || (asymmetricKeyDetails?.modulusLength ?? 0) < leastKeyBits) {
    throw new SamlFault(field, `The certificate’s key has to be RSA with at least ${leastKeyBits} bits.`);
  }
  return certificate.toString();
}

function parseCertificate(base64: string): X509Certificate | null {
  try {
    return new X509Certificate(Buffer.from(base64, "base64"));
  } catch {
    return null;
  }
}
