import type {
  Confirmation,
  LineError,
  Subscriber,
  SubscriberFilter,
  SubscriberImport,
  subscriberInput,
} from "@fanal/contract";
import { everything, type Language } from "@fanal/domain";
import type { QueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import type { z } from "zod";
import { api, query } from "../../lib/api.ts";
import { useWrite } from "../../lib/use-write.ts";
import { isShownBy, type OfPage, subscriberPages } from "./queries.ts";

/** The list that is on the screen. */
export interface ShownList extends OfPage {
  filter: SubscriberFilter;
}

const touches = [query.subscribers.key()] as const;

type AddInput = OfPage & z.input<typeof subscriberInput>;

export function useAddSubscriber(
  list: ShownList,
  pageLanguage: Language,
  onFailure: (error: unknown) => void,
  onAdded: () => void,
) {
  return useWrite<AddInput, Subscriber>({
    send: api.subscribers.create,
    touches,
    failed: ({ email }) => `${email} was not added.`,
    apply: (cache, input, newId) => {
      const added = beingAdded(newId, input, pageLanguage);
      if (isShownBy(list.filter, added))
        changeList(cache, list, (items, page) => (page === 0 ? [added, ...items] : items));
    },
    made: (cache, subscriber, _, newId) =>
      changeList(cache, list, (items) => items.map((one) => (one.id === newId ? subscriber : one))),
    onFailure,
    done: ({ address, state }) => {
      toast.success(state === "active" ? `${address} added.` : `${address} asked by mail.`);
      onAdded();
    },
  });
}

export function useUpdateSubscriber(
  list: ShownList,
  onFailure: (error: unknown) => void,
  onUpdated: () => void,
) {
  return useWrite<Parameters<typeof api.subscribers.update>[0], Subscriber>({
    send: api.subscribers.update,
    touches,
    failed: () => "The subscriber was not changed.",
    apply: (cache, { subscriberId, choices, language, isShared }) =>
      changeList(cache, list, (items) =>
        items.map((one) =>
          one.id === subscriberId
            ? {
                ...one,
                choices: choices ?? one.choices,
                language: language ?? one.language,
                isShared: isShared ?? one.isShared,
                version: one.version + 1,
              }
            : one,
        ),
      ),
    onFailure,
    done: ({ address }) => {
      toast.success(`${address} saved.`);
      onUpdated();
    },
  });
}

type OneSubscriber = { organization: string; subscriber: Subscriber; version?: number | undefined };

export function useRemoveSubscriber(list: ShownList) {
  return useWrite<OneSubscriber, void>({
    send: ({ organization, subscriber, version }) =>
      api.subscribers.remove({ organization, subscriberId: subscriber.id, version }),
    touches,
    failed: ({ subscriber }) => `${subscriber.address} was not removed.`,
    apply: (cache, { subscriber }) =>
      changeList(cache, list, (items) => items.filter(({ id }) => id !== subscriber.id)),
    done: (_, { subscriber }) => toast.success(`${subscriber.address} removed.`),
  });
}

// Whether a mail goes out is said once the server has it, not before.
export function useResendConfirmation() {
  return useWrite<OneSubscriber, Subscriber>({
    send: ({ organization, subscriber }, options) =>
      api.subscribers.resendConfirmation({ organization, subscriberId: subscriber.id }, options),
    touches,
    failed: ({ subscriber }) => `${subscriber.address} was not asked again.`,
    done: ({ address }) => toast.success(`${address} asked again by mail.`),
  });
}

type WholeImport = SubscriberImport & { errors: LineError[] };

// A file is read by the server before anything of it shows.
export function useStartImport(onFailure: (error: unknown) => void, onStarted: (made: WholeImport) => void) {
  return useWrite<OfPage & { confirmation: Confirmation; csv: string }, WholeImport>({
    send: api.subscriberImports.create,
    touches: [query.subscriberImports.key()],
    failed: () => "The file was not imported.",
    onFailure,
    done: onStarted,
  });
}

export function useStopImport() {
  return useWrite<{ organization: string; importId: string }, WholeImport>({
    send: api.subscriberImports.stop,
    touches: [query.subscriberImports.key(), query.subscribers.key()],
    failed: () => "The import was not stopped.",
    done: ({ added }) => toast.success(`Import stopped. ${added.toLocaleString("en")} added.`),
  });
}

function changeList(
  cache: QueryClient,
  { filter, ...ofPage }: ShownList,
  edit: (items: Subscriber[], page: number) => Subscriber[],
): void {
  cache.setQueryData(subscriberPages(ofPage, filter).queryKey, (list) =>
    list === undefined
      ? undefined
      : { ...list, pages: list.pages.map((page, number) => ({ ...page, items: edit(page.items, number) })) },
  );
}

/** What the server will say of a new subscriber, as far as it is known before. */
function beingAdded(
  id: string,
  { pageId, email, confirmation = "ask", choices = everything, language, isShared = false }: AddInput,
  pageLanguage: Language,
): Subscriber {
  const at = new Date().toISOString();
  const isAsked = confirmation === "ask";
  return {
    id,
    pageId,
    channel: "email",
    address: email.toLowerCase(),
    state: isAsked ? "unconfirmed" : "active",
    choices,
    language: language ?? pageLanguage,
    isShared,
    addedBy: "operator",
    confirmationSentAt: isAsked ? at : null,
    confirmedAt: isAsked ? null : at,
    unsubscribedAt: null,
    quarantinedAt: null,
    failure: null,
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
}
