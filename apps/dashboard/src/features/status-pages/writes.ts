import type { StatusPage } from "@fanal/contract";
import { useNavigate } from "@tanstack/react-router";
import { toast } from "sonner";
import { api, query } from "../../lib/api.ts";
import { useWrite } from "../../lib/use-write.ts";

const touches = [query.statusPages.key()];

export function statusPagesQuery(organization: string) {
  return query.statusPages.list.queryOptions({ input: { organization } });
}

export function statusPageQuery(organization: string, pageId: string) {
  return query.statusPages.get.queryOptions({ input: { organization, pageId } });
}

type StatusPageChange = Parameters<typeof api.statusPages.update>[0];

/** Saves a part of a page, on top of the version that is shown. */
export type SavePage = (change: Omit<StatusPageChange, "organization" | "pageId" | "version">) => void;

export function useCreateStatusPage(onFailure: (error: unknown) => void) {
  const navigate = useNavigate();
  return useWrite<Parameters<typeof api.statusPages.create>[0], StatusPage>({
    send: api.statusPages.create,
    touches,
    failed: ({ name }) => `${name} was not created.`,
    onFailure,
    done: (page, { organization }) => {
      toast.success(`${page.name} is live.`);
      void navigate({
        to: "/app/$organization/status-pages/$pageId",
        params: { organization, pageId: page.id },
      });
    },
  });
}

/** Saves a change of a page; what is saved is told by `onSaved`. */
export function useUpdateStatusPage(onSaved: () => void, onFailure?: (error: unknown) => void) {
  return useWrite<StatusPageChange, StatusPage>({
    send: api.statusPages.update,
    touches,
    failed: () => "The page was not changed.",
    apply: (cache, { organization, pageId, version: _version, ...change }) => {
      // A new address is shown once it is known to be free.
      const { name, timeZone, serviceIds, addsNewServices } = change;
      const edit = (page: StatusPage): StatusPage => ({
        ...page,
        name: name ?? page.name,
        timeZone: timeZone ?? page.timeZone,
        serviceIds: serviceIds ?? page.serviceIds,
        addsNewServices: addsNewServices ?? page.addsNewServices,
      });
      cache.setQueryData<StatusPage>(
        statusPageQuery(organization, pageId).queryKey,
        (page) => page && edit(page),
      );
      cache.setQueryData<StatusPage[]>(statusPagesQuery(organization).queryKey, (pages) =>
        pages?.map((page) => (page.id === pageId ? edit(page) : page)),
      );
    },
    ...(onFailure === undefined ? {} : { onFailure }),
    done: onSaved,
  });
}

export function useDeleteStatusPage() {
  const navigate = useNavigate();
  return useWrite<{ organization: string; pageId: string; name: string }, void>({
    send: ({ organization, pageId }) => api.statusPages.delete({ organization, pageId }),
    touches,
    failed: ({ name }) => `${name} was not deleted.`,
    done: (_, { organization, name }) => {
      void navigate({ to: "/app/$organization/status-pages", params: { organization } });
      toast(`${name} deleted.`);
    },
  });
}
