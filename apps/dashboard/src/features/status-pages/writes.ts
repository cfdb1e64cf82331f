import { type StatusPage, statusPageInput } from "@fanal/contract";
import {
  defaultLook,
  defaultUptimeRule,
  type PageImageKind,
  type PageLook,
  reminderHours,
} from "@fanal/domain";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { toast } from "sonner";
import type { z } from "zod";
import { api, query } from "../../lib/api.ts";
import { useWrite } from "../../lib/use-write.ts";
import { statusPageQuery, statusPagesQuery } from "./queries.ts";

const touches = [query.statusPages.key()] as const;

/** What of a page shows at once when it is changed. */
type ShownChange = Partial<
  Pick<
    StatusPage,
    | "name"
    | "timeZone"
    | "language"
    | "serviceIds"
    | "serviceSettings"
    | "groups"
    | "metricIds"
    | "addsNewServices"
    | "hidesFromSearch"
    | "senderName"
    | "replyTo"
    | "reminderHours"
    | "uptimeRule"
  >
> & { look?: Partial<PageLook> };

/** What waits for a button of its own: it is shown once the server has taken it. */
type WaitingChange = Partial<Pick<StatusPage, "slug" | "customCss" | "visibility">> & { password?: string };

type PageUpdate = ShownChange &
  WaitingChange & { organization: string; pageId: string; version?: number | undefined };

/** Saves a part of a page, on top of the version that is shown. */
export type SavePage = (change: ShownChange) => void;

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
  return useWrite<PageUpdate, StatusPage>({
    send: api.statusPages.update,
    touches,
    failed: () => "The page was not changed.",
    apply: (cache, { organization, pageId, version: _, ...change }) => {
      const {
        look,
        slug: _slug,
        customCss: _css,
        visibility: _visibility,
        password: _password,
        ...rest
      } = change;
      changePage(cache, organization, pageId, (page) => ({
        ...page,
        ...rest,
        look: { ...page.look, ...look },
        version: page.version + 1,
      }));
    },
    ...(onFailure === undefined ? {} : { onFailure }),
    done: onSaved,
  });
}

/** Saves a page part by part. Undo saves long after it was offered: on top of what is shown by then. */
export function useSavePage(organization: string, pageId: string, onSaved: () => void) {
  const cache = useQueryClient();
  const update = useUpdateStatusPage(onSaved);
  const save: SavePage = (change) => {
    const version = cache.getQueryData(statusPageQuery(organization, pageId).queryKey)?.version;
    update.run({ organization, pageId, version, ...change });
  };
  return { save, isPending: update.isPending };
}

interface ImageWrite {
  organization: string;
  pageId: string;
  kind: PageImageKind;
}

/** Puts an image into its place; what the server makes of it is shown when it answers. */
export function usePutImage(onSaved: () => void, onFailure: (error: unknown) => void) {
  return useWrite<ImageWrite & { data: string; preview: string }, StatusPage>({
    send: ({ organization, pageId, kind, data }, options) =>
      api.statusPages.putImage({ organization, pageId, kind, data }, options),
    touches,
    failed: () => "The image was not saved.",
    apply: (cache, { organization, pageId, kind, preview }) =>
      changePage(cache, organization, pageId, (page) => ({
        ...page,
        images: [...without(page, kind), { kind, url: preview, width: 0, height: 0 }],
        version: page.version + 1,
      })),
    onFailure,
    done: onSaved,
  });
}

export function useDeleteImage(onSaved: () => void) {
  return useWrite<ImageWrite, void>({
    send: api.statusPages.deleteImage,
    touches,
    failed: () => "The image was not taken away.",
    apply: (cache, { organization, pageId, kind }) =>
      changePage(cache, organization, pageId, (page) => ({
        ...page,
        images: without(page, kind),
        version: page.version + 1,
      })),
    done: onSaved,
  });
}

/** The addresses before stop working, so what is new is shown when it is true. */
export function useRenewFeedToken() {
  const cache = useQueryClient();
  return useWrite<{ organization: string; pageId: string }, StatusPage>({
    send: api.statusPages.renewFeedToken,
    touches,
    failed: () => "The secret links were not renewed.",
    done: (page, { organization }) => {
      cache.setQueryData(statusPageQuery(organization, page.id).queryKey, page);
      toast.success("The secret links are new.");
    },
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

function without(page: StatusPage, kind: PageImageKind): StatusPage["images"] {
  return page.images.filter((image) => image.kind !== kind);
}

function changePage(
  cache: QueryClient,
  organization: string,
  pageId: string,
  edit: (page: StatusPage) => StatusPage,
): void {
  cache.setQueryData<StatusPage>(
    statusPageQuery(organization, pageId).queryKey,
    (page) => page && edit(page),
  );
  changeList(cache, organization, (pages) => pages.map((page) => (page.id === pageId ? edit(page) : page)));
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
    metricIds: [],
    language: "en",
    look: defaultLook,
    customCss: "",
    images: [],
    hidesFromSearch: false,
    visibility: "public",
    feedToken: null,
    senderName: null,
    replyTo: null,
    reminderHours: [...reminderHours],
    uptimeRule: defaultUptimeRule,
    publishedVersion: 0,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}
