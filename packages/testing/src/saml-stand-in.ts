import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { inflateRawSync } from "node:zlib";
import { X509CertificateGenerator } from "@peculiar/x509";
import { SignedXml } from "xml-crypto";

/** A key of an identity provider, and the certificate by which it is known. */
export interface SamlKey {
  /** PEM */
  privateKey: string;
  /** PEM */
  certificate: string;
}

/** What an assertion says; each of it can be said wrongly. */
export interface SamlValues {
  issuer: string;
  nameId: string;
  nameIdFormat: string;
  attributes: Record<string, string>;
  audience: string;
  recipient: string;
  destination: string;
  inResponseTo: string | null;
  assertionId: string;
  notBefore: Date;
  notOnOrAfter: Date;
}

/** How an answer differs from the right one. */
export interface SamlForgery {
  values?: Partial<SamlValues>;
  /** What is signed; the right one signs the assertion. */
  signs?: "assertion" | "response" | "nothing";
  key?: SamlKey;
  signatureAlgorithm?: string;
  digestAlgorithm?: string;
  /** Changes what was signed. */
  tamper?: (xml: string) => string;
}

/** What a browser posts to the service. */
export interface SamlPost {
  action: string;
  form: URLSearchParams;
}

/** An identity provider of SAML 2.0, which signs with `xml-crypto` what it is told to. */
export interface SamlStandIn extends AsyncDisposable {
  entityId: string;
  signInUrl: string;
  key: SamlKey;
  /** As a provider lets it be downloaded. */
  metadata: string;
  addPerson: (person: { email: string; name: string }) => void;
  /** What it answers to the request that an address of {@link signInUrl} carries. */
  answer: (requestUrl: string, email: string, forgery?: SamlForgery) => SamlPost;
}

const sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";
const rsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const canonical = "http://www.w3.org/2001/10/xml-exc-c14n#";
const emailFormat = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
const minuteMs = 60_000;

export async function startSamlStandIn(): Promise<SamlStandIn> {
  const people = new Map<string, { email: string; name: string }>();
  const key = await makeSamlKey();
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // Of a server that listens at a port.
  const origin = `http://localhost:${port}`;
  const entityId = `${origin}/metadata`;
  const signInUrl = `${origin}/sso`;
  let answers = 0;

  function answer(requestUrl: string, email: string, forgery: SamlForgery = {}): SamlPost {
    const request = readRequest(requestUrl);
    const person = people.get(email);
    if (person === undefined) throw new Error(`${email} has no account here`);
    const now = Date.now();
    const values: SamlValues = {
      issuer: entityId,
      nameId: email,
      nameIdFormat: emailFormat,
      attributes: { displayName: person.name },
      audience: request.issuer,
      recipient: request.callbackUrl,
      destination: request.callbackUrl,
      inResponseTo: request.id,
      assertionId: `_assertion-${++answers}-${now}`,
      notBefore: new Date(now - minuteMs),
      notOnOrAfter: new Date(now + 5 * minuteMs),
      ...forgery.values,
    };
    const xml = signResponse(values, { key, ...forgery });
    const posted = (forgery.tamper ?? ((same) => same))(xml);
    const form = new URLSearchParams({ SAMLResponse: Buffer.from(posted).toString("base64") });
    return { action: request.callbackUrl, form };
  }

  server.on("request", (request, response) => {
    const html = (body: string) =>
      response
        .writeHead(200, { "content-type": "text/html" })
        .end(`<!doctype html><title>SAML</title>${body}`);
    const address = `${origin}${request.url ?? "/"}`;
    if (request.method !== "POST") {
      html(
        `<form method="post"><label>E-mail <input name="email" type="email" autofocus></label><button>Continue</button></form>`,
      );
      return;
    }
    void text(request).then((body) => {
      const { action, form } = answer(address, new URLSearchParams(body).get("email") ?? "");
      const fields = [...form].map(
        ([name, value]) => `<input type="hidden" name="${name}" value="${value}">`,
      );
      html(
        `<form method="post" action="${action}">${fields.join("")}</form><script>document.forms[0].submit()</script>`,
      );
    });
  });

  return {
    entityId,
    signInUrl,
    key,
    metadata: describeProvider({ entityId, signInUrl, key }),
    addPerson: (person) => people.set(person.email, person),
    answer,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** An RSA key of 2048 bits with a certificate that it signed itself. */
export async function makeSamlKey(): Promise<SamlKey> {
  const algorithm = {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2_048,
  };
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: "CN=stand-in",
    keys,
    signingAlgorithm: algorithm,
  });
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey("pkcs8", keys.privateKey));
  const lines = pkcs8.toString("base64").match(/.{1,64}/g) ?? [];
  return {
    privateKey: `-----BEGIN PRIVATE KEY-----\n${lines.join("\n")}\n-----END PRIVATE KEY-----\n`,
    certificate: certificate.toString("pem"),
  };
}

function readRequest(requestUrl: string): { id: string; issuer: string; callbackUrl: string } {
  const deflated = new URL(requestUrl).searchParams.get("SAMLRequest") ?? "";
  const xml = inflateRawSync(Buffer.from(deflated, "base64")).toString("utf8");
  const found = (pattern: RegExp) => pattern.exec(xml)?.[1] ?? "";
  return {
    id: found(/\bID="([^"]+)"/),
    issuer: found(/<saml:Issuer[^>]*>([^<]+)</),
    callbackUrl: found(/AssertionConsumerServiceURL="([^"]+)"/),
  };
}

/** The answer as XML, signed as it is told to be. */
function signResponse(
  values: SamlValues,
  { key, signs = "assertion", signatureAlgorithm = rsaSha256, digestAlgorithm = sha256 }: SamlForgery,
): string {
  const { inResponseTo, destination, issuer } = values;
  const answered = inResponseTo === null ? "" : ` InResponseTo="${inResponseTo}"`;
  const xml = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_response-${values.assertionId}" Version="2.0" IssueInstant="${new Date().toISOString()}" Destination="${destination}"${answered}><saml:Issuer>${issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>${assertionOf(values)}</samlp:Response>`;
  if (signs === "nothing" || key === undefined) return xml;
  const name = signs === "assertion" ? "Assertion" : "Response";
  const xpath = `//*[local-name(.)='${name}']`;
  const signature = new SignedXml({
    privateKey: key.privateKey,
    publicCert: key.certificate,
    signatureAlgorithm,
    canonicalizationAlgorithm: canonical,
  });
  signature.addReference({
    xpath,
    digestAlgorithm,
    transforms: ["http://www.w3.org/2000/09/xmldsig#enveloped-signature", canonical],
  });
  const location = { reference: `${xpath}/*[local-name(.)='Issuer']`, action: "after" } as const;
  signature.computeSignature(xml, { prefix: "ds", location });
  return signature.getSignedXml();
}

function assertionOf(values: SamlValues): string {
  const { inResponseTo, issuer, nameId, nameIdFormat, audience, recipient, attributes } = values;
  const until = values.notOnOrAfter.toISOString();
  const answered = inResponseTo === null ? "" : ` InResponseTo="${inResponseTo}"`;
  const said = Object.entries(attributes).map(
    ([name, value]) =>
      `<saml:Attribute Name="${name}"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`,
  );
  return `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${values.assertionId}" Version="2.0" IssueInstant="${new Date().toISOString()}"><saml:Issuer>${issuer}</saml:Issuer><saml:Subject><saml:NameID Format="${nameIdFormat}">${nameId}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="${until}" Recipient="${recipient}"${answered}/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="${values.notBefore.toISOString()}" NotOnOrAfter="${until}"><saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AttributeStatement>${said.join("")}</saml:AttributeStatement></saml:Assertion>`;
}

function describeProvider({
  entityId,
  signInUrl,
  key,
}: Pick<SamlStandIn, "entityId" | "signInUrl" | "key">): string {
  const base64 = key.certificate.replaceAll(/-----[A-Z ]+-----|\s/g, "");
  return `<?xml version="1.0"?><EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}"><IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${base64}</X509Certificate></X509Data></KeyInfo></KeyDescriptor><SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${signInUrl}"/></IDPSSODescriptor></EntityDescriptor>`;
}
