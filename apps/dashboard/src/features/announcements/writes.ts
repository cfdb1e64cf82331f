import type { Announcement, announcementInput } from "@fanal/contract";
import type { QueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import type { z } from "zod";
import { api, query } from "../../lib/api.ts";
import { asTyped } from "../../lib/as-typed.ts";
import { offerUndo } from "../../lib/undo.ts";
import { useWrite } from "../../lib/use-write.ts";

type AnnouncementInput = z.input<typeof announcementInput>;
interface InOrganization {
  organization: string;
}

const touches = [query.announcements.key()] as const;

export function announcementsQuery(organization: string) {
  return query.announcements.list.queryOptions({ input: { organization } });
}

export function useCreateAnnouncement(onFailure: (error: unknown) => void, onCreated: () => void) {
  return useWrite<InOrganization & AnnouncementInput, Announcement>({
    send: api.announcements.create,
    touches,
    failed: ({ title }) => `${title} was not announced.`,
    apply: (cache, { organization, ...input }, newId) =>
      changeList(cache, organization, (announcements) =>
        byStart([...announcements, beingCreated(newId, input)]),
      ),
    made: (cache, announcement, { organization }, newId) =>
      changeList(cache, organization, (announcements) =>
        announcements.map((one) => (one.id === newId ? announcement : one)),
      ),
    onFailure,
    done: ({ title, startsAt }) => {
      toast.success(`${title} ${new Date(startsAt) > new Date() ? "planned" : "announced"}.`);
      onCreated();
    },
  });
}

export function useUpdateAnnouncement(onFailure: (error: unknown) => void, onUpdated: () => void) {
  return useWrite<Parameters<typeof api.announcements.update>[0], Announcement>({
    send: api.announcements.update,
    touches,
    failed: () => "The announcement was not changed.",
    apply: (cache, { organization, announcementId, title, message, startsAt, endsAt }) =>
      changeList(cache, organization, (announcements) =>
        byStart(
          announcements.map((one) =>
            one.id === announcementId
              ? {
                  ...one,
                  title: title ?? one.title,
                  message: message ?? one.message,
                  messageHtml: message === undefined ? one.messageHtml : asTyped(message),
                  startsAt: startsAt ?? one.startsAt,
                  endsAt: endsAt === undefined ? one.endsAt : endsAt,
                  version: one.version + 1,
                }
              : one,
          ),
        ),
      ),
    onFailure,
    done: ({ title }) => {
      toast.success(`${title} saved.`);
      onUpdated();
    },
  });
}

type OneAnnouncement = InOrganization & { announcement: Announcement; version?: number | undefined };

/** Takes it from its page at once, and offers to put it back. */
export function useTakeDown() {
  const restore = useWrite<OneAnnouncement, Announcement>({
    send: ({ organization, announcement, version }, options) =>
      api.announcements.restore({ organization, announcementId: announcement.id, version }, options),
    touches,
    failed: ({ announcement }) => `${announcement.title} was not put back.`,
    apply: (cache, { organization, announcement, version = announcement.version }) =>
      changeList(cache, organization, (announcements) =>
        byStart([...announcements, { ...announcement, version: version + 1 }]),
      ),
  });
  return useWrite<OneAnnouncement, void>({
    send: ({ organization, announcement, version }) =>
      api.announcements.delete({ organization, announcementId: announcement.id, version }),
    touches,
    failed: ({ announcement }) => `${announcement.title} was not taken down.`,
    apply: (cache, { organization, announcement }) =>
      changeList(cache, organization, (announcements) =>
        announcements.filter(({ id }) => id !== announcement.id),
      ),
    done: (_, { organization, announcement, version }) => {
      const after = version === undefined ? undefined : version + 1;
      offerUndo(`${announcement.title} taken down.`, () =>
        restore.run({ organization, announcement, version: after }),
      );
    },
  });
}

function changeList(
  cache: QueryClient,
  organization: string,
  edit: (announcements: Announcement[]) => Announcement[],
): void {
  cache.setQueryData(announcementsQuery(organization).queryKey, (announcements) =>
    announcements === undefined ? undefined : edit(announcements),
  );
}

function byStart(announcements: Announcement[]): Announcement[] {
  return announcements.toSorted((a, b) => Date.parse(b.startsAt) - Date.parse(a.startsAt));
}

/** What the server will say of a new announcement, as far as it is known before. */
function beingCreated(
  id: string,
  { message = "", startsAt, endsAt = null, ...rest }: AnnouncementInput,
): Announcement {
  const at = new Date().toISOString();
  return {
    ...rest,
    message,
    messageHtml: asTyped(message),
    startsAt: startsAt ?? at,
    endsAt,
    id,
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
}
