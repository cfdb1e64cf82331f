import type { oidcInput, samlInput } from "@fanal/contract";
import type { z } from "zod";
import { oidcCallbackUrl } from "../auth/sso/addresses.ts";
import { createOidcProtocol } from "../auth/sso/oidc.ts";
import type { SsoProviderRow } from "../auth/sso/providers.ts";
import { readCertificate, readMetadata, type SamlDescription, SamlFault } from "../auth/sso/saml-metadata.ts";
import type { Context } from "../context.ts";
import { refuse } from "../refusals.ts";

/** What makes a provider be the one that it is. */
export type ProviderSettings = Pick<SsoProviderRow, "issuer" | "settings">;

/** Looks whether an OpenID Connect provider answers, and takes the client; refuses with what is wrong. */
export async function oidcSettingsOf(
  { outgoing, url }: Context,
  providerId: string,
  { issuer, clientId, clientSecret }: z.infer<typeof oidcInput>,
): Promise<ProviderSettings> {
  if (new URL(issuer).protocol !== "https:" && !outgoing.allowsHttp)
    refuseField(["oidc", "issuer"], "An issuer begins with https://.");
  const { inspect } = createOidcProtocol(outgoing);
  const found = await inspect({ issuer, clientId, clientSecret }, oidcCallbackUrl(url, providerId));
  if (!found.isFit) return refuse("provider_refused", found.fault);
  const { authentication } = found;
  return { issuer: found.issuer, settings: { type: "oidc", clientId, clientSecret, authentication } };
}

/** Reads what was pasted of a provider of SAML; refuses with what is wrong. */
export function samlSettingsOf({ outgoing }: Context, input: z.infer<typeof samlInput>): ProviderSettings {
  const { entityId, signInUrl, certificates } = orRefuseFault(() => describe(input));
  const protocol = URL.parse(signInUrl)?.protocol;
  // Browsers are sent there: no other scheme is an address to go to.
  if (protocol !== "https:" && !(outgoing.allowsHttp && protocol === "http:")) {
    const field = input.metadata === undefined ? "signInUrl" : "metadata";
    refuseField(["saml", field], "The address for signing in does not begin with https://.");
  }
  return { issuer: entityId, settings: { type: "saml", signInUrl, certificates } };
}

function describe(input: z.infer<typeof samlInput>): SamlDescription {
  if (input.metadata !== undefined) return readMetadata(input.metadata);
  const { entityId = "", signInUrl = "", certificates = [] } = input;
  return { entityId, signInUrl, certificates: certificates.map((text) => readCertificate(text)) };
}

function orRefuseFault<Described>(work: () => Described): Described {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SamlFault)) throw error;
    return refuseField(["saml", error.field], error.message);
  }
}

function refuseField(path: string[], message: string): never {
  return refuse("bad_request", message, [{ path, message }]);
}
