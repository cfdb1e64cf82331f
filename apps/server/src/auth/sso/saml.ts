import { SAML, SamlStatusError, ValidateInResponseTo } from "@node-saml/node-saml";
import { z } from "zod";
import type { SsoIdentity } from "./identity.ts";
import type { SamlProvider } from "./providers.ts";
import { refuseSso, SsoRefusal } from "./refusal.ts";
import { elementsOf, parseXml } from "./xml.ts";

/** How the provider knows us: each provider knows a service of its own, so that no answer fits at two of them. */
export interface SamlService {
  entityId: string;
  callbackUrl: string;
}

/** What a provider says, once its signature and everything that it is bound to were checked. */
export interface SamlAnswer {
  identity: SsoIdentity;
  /** The request that it answers; of the part that is signed. */
  requestId: string;
  assertionId: string;
  /** From then on it is refused for its age. */
  until: Date;
}

const clockToleranceMs = 60_000;
const mostAgeMs = 600_000;
const mostBytes = 200_000;

const bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
const transient = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
const signatureNamespace = "http://www.w3.org/2000/09/xmldsig#";

/** SHA-1 can be made to collide, and with an HMAC the certificate, which everybody has, would be the key. */
const allowedAlgorithms = new Set([
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
  "http://www.w3.org/2001/04/xmlenc#sha256",
  "http://www.w3.org/2001/04/xmlenc#sha512",
]);

/** Where to send the browser with a request of this id. */
export function samlRequestUrl(
  provider: SamlProvider,
  service: SamlService,
  requestId: string,
): Promise<string> {
  return samlOf(provider, service, requestId).getAuthorizeUrlAsync("", undefined, {});
}

/** What the provider's admin may load instead of copying our addresses. */
export function samlServiceMetadata(provider: SamlProvider, service: SamlService): string {
  return samlOf(provider, service, "none").generateServiceProviderMetadata(null, null);
}

/**
 * Reads an answer. `node-saml` looks at nothing but what is signed by one of the certificates, and checks times and
 * audience; what it leaves open is asked here: which algorithms, whose assertion, for which address, to which request.
 * Throws an {@link SsoRefusal}.
 */
export async function readSamlAnswer(
  provider: SamlProvider,
  service: SamlService,
  answer: string,
): Promise<SamlAnswer> {
  if (answer.length > mostBytes * (4 / 3)) refuseSso("sso_answer_invalid");
  const document = parseXml(Buffer.from(answer, "base64").toString("utf8"));
  if (document === null) return refuseSso("sso_answer_invalid");
  for (const name of ["SignatureMethod", "DigestMethod"]) {
    for (const method of elementsOf(document, signatureNamespace, name)) {
      if (!allowedAlgorithms.has(method.getAttribute("Algorithm") ?? ""))
        throw new SsoRefusal("sso_answer_invalid", { cause: new Error(`${name} is not one that is taken`) });
    }
  }
  const destination = document.documentElement?.getAttribute("Destination") ?? "";
  if (destination !== "" && destination !== service.callbackUrl) refuseSso("sso_answer_invalid");
  try {
    const { profile } = await samlOf(provider, service, "none").validatePostResponseAsync({
      SAMLResponse: answer,
    });
    const parsed = answered.safeParse(profile?.getAssertion?.());
    if (!parsed.success) throw new Error("The assertion lacks something", { cause: parsed.error });
    return settle(provider, service, parsed.data.Assertion);
  } catch (error) {
    if (error instanceof SsoRefusal || !(error instanceof Error)) throw error;
    throw new SsoRefusal(codeOf(error), { cause: error });
  }
}

function settle(provider: SamlProvider, service: SamlService, assertion: Assertion): SamlAnswer {
  if (assertion.Issuer[0]._ !== provider.issuer) throw new Error("The assertion is another issuer's");
  const [subject] = assertion.Subject;
  const now = Date.now();
  const confirmation = subject.SubjectConfirmation.find(
    ({ $, SubjectConfirmationData: [data] }) =>
      $.Method === bearer && data.$.Recipient === service.callbackUrl,
  );
  if (confirmation === undefined) throw new Error("The assertion is for another recipient");
  const [{ $: bound }] = confirmation.SubjectConfirmationData;
  const endsAt = Date.parse(bound.NotOnOrAfter);
  if (!(endsAt + clockToleranceMs > now)) refuseSso("sso_answer_expired");
  if (bound.InResponseTo === undefined) return refuseSso("sso_unsolicited");
  const [{ _: nameId, $: format }] = subject.NameID;
  const attributes = attributesOf(assertion);
  const email = emailOf(nameId, attributes);
  const lasting = format?.Format === transient ? email : nameId;
  return {
    identity: {
      subject: lasting ?? refuseSso("sso_email_missing"),
      email,
      isEmailVerified: null,
      name: nameOf(attributes),
    },
    requestId: bound.InResponseTo,
    assertionId: assertion.$.ID,
    until: new Date(Math.max(endsAt, now + mostAgeMs) + 2 * clockToleranceMs),
  };
}

function samlOf({ settings }: SamlProvider, service: SamlService, requestId: string): SAML {
  return new SAML({
    entryPoint: settings.signInUrl,
    idpCert: settings.certificates,
    issuer: service.entityId,
    audience: service.entityId,
    callbackUrl: service.callbackUrl,
    // One of both has to be, and what is not signed is not read.
    wantAssertionsSigned: false,
    wantAuthnResponseSigned: false,
    // The request is looked for in the database, where it can be answered once.
    validateInResponseTo: ValidateInResponseTo.never,
    generateUniqueId: () => requestId,
    identifierFormat: null,
    disableRequestedAuthnContext: true,
    acceptedClockSkewMs: clockToleranceMs,
    maxAssertionAgeMs: mostAgeMs,
  });
}

const oneText = z.tuple([z.object({ _: z.string().min(1) })]);
const attribute = z.object({
  $: z.object({ Name: z.string() }),
  AttributeValue: z.array(z.union([z.string(), z.object({ _: z.string() })]).catch("")).catch([]),
});

/** The signed assertion, as `node-saml` parsed it. */
const answered = z.object({
  Assertion: z.object({
    $: z.object({ ID: z.string().min(1).max(500) }),
    Issuer: oneText,
    Subject: z.tuple([
      z.object({
        NameID: z.tuple([
          z.object({
            _: z.string().min(1).max(255),
            $: z.object({ Format: z.string().optional() }).optional(),
          }),
        ]),
        SubjectConfirmation: z.array(
          z.object({
            $: z.object({ Method: z.string() }),
            SubjectConfirmationData: z.tuple([
              z.object({
                $: z.object({
                  Recipient: z.string(),
                  NotOnOrAfter: z.string(),
                  InResponseTo: z.string().min(1).max(500).optional(),
                }),
              }),
            ]),
          }),
        ),
      }),
    ]),
    Conditions: z.tuple([z.unknown()]),
    AttributeStatement: z
      .array(z.object({ Attribute: z.array(attribute).catch([]) }).catch({ Attribute: [] }))
      .catch([]),
  }),
});
type Assertion = z.infer<typeof answered>["Assertion"];

/** First values by name. */
function attributesOf({ AttributeStatement }: Assertion): Map<string, string> {
  const found = new Map<string, string>();
  for (const { $, AttributeValue } of AttributeStatement.flatMap((statement) => statement.Attribute)) {
    const [value] = AttributeValue;
    const text = (typeof value === "string" ? value : (value?._ ?? "")).trim();
    if (text !== "" && !found.has($.Name)) found.set($.Name, text);
  }
  return found;
}

/** As Entra, Okta, Google, Keycloak, ADFS and Shibboleth name them. */
const emailNames = [
  "email",
  "mail",
  "emailaddress",
  "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
  "urn:oid:0.9.2342.19200300.100.1.3",
  "urn:oid:1.2.840.113549.1.9.1",
];
const nameNames = [
  "displayName",
  "name",
  "http://schemas.microsoft.com/identity/claims/displayname",
  "urn:oid:2.16.840.1.113730.3.1.241",
];
const givenNames = [
  "givenName",
  "firstName",
  "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname",
  "urn:oid:2.5.4.42",
];
const familyNames = [
  "surname",
  "lastName",
  "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname",
  "urn:oid:2.5.4.4",
];

function emailOf(nameId: string, attributes: ReadonlyMap<string, string>): string | null {
  const said = first(attributes, emailNames) ?? nameId;
  return z.email().max(254).nullable().catch(null).parse(said.trim())?.toLowerCase() ?? null;
}

function nameOf(attributes: ReadonlyMap<string, string>): string | null {
  const both = [first(attributes, givenNames), first(attributes, familyNames)].filter(
    (part) => part !== null,
  );
  return first(attributes, nameNames) ?? (both.length === 0 ? null : both.join(" "));
}

function first(attributes: ReadonlyMap<string, string>, names: readonly string[]): string | null {
  for (const name of names) {
    const value = attributes.get(name);
    if (value !== undefined) return value;
  }
  return null;
}

function codeOf(error: Error) {
  if (error instanceof SamlStatusError) return "sso_denied";
  return /expired|not yet valid|too old|subject confirmation/i.test(error.message)
    ? "sso_answer_expired"
    : "sso_answer_invalid";
}
