import { type StatusPage, statusPageInput } from "@fanal/contract";
import { defaultLook } from "@fanal/domain";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { toast } from "sonner";
import type { z } from "zod";
import { api, query } from "../../lib/api.ts";
import { useWrite } from "../../lib/use-write.ts";

const touches = [query.statusPages.key()] as const;

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
  const cache = useQueryClient();
  const navigate = useNavigate();
  return useWrite<Parameters<typeof api.statusPages.create>[0], StatusPage>({
    send: api.statusPages.create,
    touches,
    failed: ({ name }) => `${name} was not created.`,
    apply: (cache, { organization, ...input }) =>
      changeList(cache, organization, (pages) => [...pages, beingCreated(input)]),
    onFailure,
    done: (page, { organization }) => {
      cache.setQueryData(statusPageQuery(organization, page.id).queryKey, page);
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
        version: page.version + 1,
      });
      cache.setQueryData<StatusPage>(
        statusPageQuery(organization, pageId).queryKey,
        (page) => page && edit(page),
      );
      changeList(cache, organization, (pages) =>
        pages.map((page) => (page.id === pageId ? edit(page) : page)),
      );
    },
    ...(onFailure === undefined ? {} : { onFailure }),
    done: onSaved,
  });
}

/** Deletes at once and leads back to the list. */
export function useDeleteStatusPage() {
  const navigate = useNavigate();
  return useWrite<{ organization: string; page: StatusPage; version?: number | undefined }, void>({
    send: ({ organization, page, version }) =>
      api.statusPages.delete({ organization, pageId: page.id, version }),
    touches,
    failed: ({ page }) => `${page.name} was not deleted.`,
    apply: (cache, { organization, page }) => {
      changeList(cache, organization, (pages) => pages.filter(({ id }) => id !== page.id));
      void navigate({ to: "/app/$organization/status-pages", params: { organization } });
    },
    done: (_, { page }) => toast(`${page.name} deleted.`),
  });
}

function changeList(
  cache: QueryClient,
  organization: string,
  edit: (pages: StatusPage[]) => StatusPage[],
): void {
  cache.setQueryData<StatusPage[]>(statusPagesQuery(organization).queryKey, (pages) =>
    pages === undefined ? undefined : edit(pages),
  );
}

/** What the server will say of a new page, as far as it is known before. */
function beingCreated(input: z.input<typeof statusPageInput>): StatusPage {
  const now = new Date().toISOString();
  return {
    ...statusPageInput.parse(input),
    id: crypto.randomUUID(),
    url: `${window.location.origin}/status/${input.slug}`,
    serviceSettings: [],
    groups: null,
    language: "en",
    look: defaultLook,
    customCss: "",
    images: [],
    hidesFromSearch: false,
    visibility: "public",
    feedToken: null,
    publishedVersion: 0,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}
