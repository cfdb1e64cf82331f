import type { Delivery, Notification } from "@fanal/contract";
import { toast } from "sonner";
import { api, query } from "../../lib/api.ts";
import { useWrite } from "../../lib/use-write.ts";
import { subscriberWords } from "./words.ts";

const touches = [query.notifications.key(), query.deliveries.key()] as const;

type OneNotification = Parameters<typeof api.notifications.recall>[0];
type Cache = Parameters<NonNullable<Parameters<typeof useWrite>[0]["apply"]>>[0];
type Counts = Notification["counts"];

/** Takes back what is still held. */
export function useRecall() {
  return useWrite<OneNotification, Notification>({
    send: api.notifications.recall,
    touches,
    failed: () => "Not recalled.",
    apply: (cache, { notificationId }) =>
      changeNotification(cache, notificationId, (one) => ({
        ...moved(one, ["queued"], "recalled"),
        recalledAt: new Date().toISOString(),
      })),
    done: () => toast.success("Recalled. Nobody is told."),
  });
}

/** Sends again to those to whom it was given up, or from whom it came back. */
export function useResend() {
  return useWrite<OneNotification & { missed: number }, Notification>({
    send: ({ missed: _, ...input }, options) => api.notifications.resend(input, options),
    touches,
    failed: () => "Not sent again.",
    apply: (cache, { notificationId }) =>
      changeNotification(cache, notificationId, (one) => moved(one, ["given_up", "bounced"], "queued")),
    done: (_, { missed }) => toast.success(`Telling ${subscriberWords(missed)} again.`),
  });
}

/** Sends one delivery again. */
export function useReplay() {
  return useWrite<Parameters<typeof api.deliveries.replay>[0], Delivery>({
    send: api.deliveries.replay,
    touches,
    failed: () => "Not sent again.",
    apply: (cache, { deliveryId }) =>
      cache.setQueriesData<DeliveryPages>({ queryKey: query.deliveries.list.key() }, (list) =>
        list === undefined
          ? undefined
          : {
              ...list,
              pages: list.pages.map((page) => ({
                ...page,
                items: page.items.map((one) =>
                  one.id === deliveryId ? { ...one, state: "queued", error: null, attempts: 0 } : one,
                ),
              })),
            },
      ),
    done: () => toast.success("Sending it again."),
  });
}

interface DeliveryPages {
  pages: { items: Delivery[]; nextCursor: string | null }[];
  pageParams: unknown[];
}

function changeNotification(cache: Cache, id: string, edit: (one: Notification) => Notification): void {
  cache.setQueriesData<Notification[]>({ queryKey: query.notifications.list.key() }, (list) =>
    list?.map((one) => (one.id === id ? edit(one) : one)),
  );
}

/** The numbers once all of some states are in another one. */
function moved(one: Notification, from: readonly (keyof Counts)[], to: keyof Counts): Notification {
  const move = (counts: Counts): Counts => {
    const count = from.reduce((total, state) => total + (counts[state] ?? 0), 0);
    if (count === 0) return counts;
    const kept = Object.entries(counts).filter(([state]) => !from.some((one) => one === state));
    return { ...Object.fromEntries(kept), [to]: (counts[to] ?? 0) + count };
  };
  return {
    ...one,
    counts: move(one.counts),
    byChannel: Object.fromEntries(
      Object.entries(one.byChannel).map(([channel, counts]) => [channel, move(counts)]),
    ),
  };
}
