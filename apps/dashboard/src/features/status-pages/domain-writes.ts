import type { PageDomain } from "@fanal/contract";
import { toast } from "sonner";
import { api, query } from "../../lib/api.ts";
import { useWrite } from "../../lib/use-write.ts";

/** A host that is proven gives its page another address. */
const touches = [query.pageDomains.key(), query.statusPages.key()] as const;

interface DomainWrite {
  organization: string;
  pageId: string;
  domain: PageDomain;
}

/** What a host needs is the server's to say, so nothing shows before its answer. */
export function useAddDomain(onAdded: () => void, onFailure: (error: unknown) => void) {
  return useWrite<{ organization: string; pageId: string; host: string }, PageDomain>({
    send: api.pageDomains.add,
    touches,
    failed: ({ host }) => `${host} was not added.`,
    onFailure,
    done: onAdded,
  });
}

export function useVerifyDomain(onFailure: (error: unknown) => void) {
  return useWrite<DomainWrite, PageDomain>({
    send: ({ organization, pageId, domain }, options) =>
      api.pageDomains.verify({ organization, pageId, domainId: domain.id }, options),
    touches,
    failed: ({ domain }) => `${domain.host} was not verified.`,
    onFailure,
    done: ({ host }) => toast.success(`${host} is verified. The page answers there.`),
  });
}

export function useRemoveDomain() {
  return useWrite<DomainWrite, void>({
    send: ({ organization, pageId, domain }) =>
      api.pageDomains.remove({ organization, pageId, domainId: domain.id }),
    touches,
    failed: ({ domain }) => `${domain.host} was not removed.`,
    done: (_, { domain }) => toast(`${domain.host} removed.`),
  });
}
