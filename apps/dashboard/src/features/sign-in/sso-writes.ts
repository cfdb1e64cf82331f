import type { EmailDomain, SsoProvider } from "@fanal/contract";
import { toast } from "sonner";
import { api, query } from "../../lib/api.ts";
import { useWrite } from "../../lib/use-write.ts";

const providers = [query.ssoProviders.key()] as const;
const domains = [query.emailDomains.key()] as const;

export function ssoProvidersQuery(organization: string) {
  return query.ssoProviders.list.queryOptions({ input: { organization } });
}

export function emailDomainsQuery(organization: string) {
  return query.emailDomains.list.queryOptions({ input: { organization } });
}

/** Whether a provider can be used is its own to say, so nothing shows before the server has asked it. */
export function useAddProvider(
  onFailure: (error: unknown) => void,
  onAdded: (provider: SsoProvider) => void,
) {
  return useWrite({
    send: api.ssoProviders.create,
    touches: providers,
    failed: ({ name }) => `${name} was not added.`,
    onFailure,
    done: onAdded,
  });
}

export function useUpdateProvider(onFailure: (error: unknown) => void, onUpdated: () => void) {
  return useWrite({
    send: api.ssoProviders.update,
    touches: providers,
    failed: () => "The identity provider was not saved.",
    onFailure,
    done: ({ name }: SsoProvider) => {
      toast.success(`${name} saved.`);
      onUpdated();
    },
  });
}

/** A provider that is believed to be gone has to be. */
export function useRemoveProvider() {
  return useWrite({
    send: ({ organization, provider }: { organization: string; provider: SsoProvider }) =>
      api.ssoProviders.delete({ organization, providerId: provider.id }),
    touches: providers,
    failed: ({ provider }) => `${provider.name} was not removed. It still signs people in.`,
    done: (_, { provider }) => toast(`${provider.name} removed.`),
  });
}

/** What a domain needs is the server's to say, so nothing shows before its answer. */
export function useAddEmailDomain(onAdded: () => void, onFailure: (error: unknown) => void) {
  return useWrite({
    send: api.emailDomains.add,
    touches: domains,
    failed: ({ domain }) => `${domain} was not added.`,
    onFailure,
    done: onAdded,
  });
}

interface DomainWrite {
  organization: string;
  domain: EmailDomain;
}

export function useVerifyEmailDomain(onFailure: (error: unknown) => void) {
  return useWrite<DomainWrite, EmailDomain>({
    send: ({ organization, domain }, options) =>
      api.emailDomains.verify({ organization, emailDomainId: domain.id }, options),
    touches: domains,
    failed: ({ domain }) => `${domain.domain} was not verified.`,
    onFailure,
    done: ({ domain }) => toast.success(`${domain} is verified.`),
  });
}

export function useRemoveEmailDomain() {
  return useWrite<DomainWrite, void>({
    send: ({ organization, domain }) => api.emailDomains.remove({ organization, emailDomainId: domain.id }),
    touches: domains,
    failed: ({ domain }) => `${domain.domain} was not removed.`,
    done: (_, { domain }) => toast(`${domain.domain} removed.`),
  });
}
