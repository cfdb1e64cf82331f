import type { Subscriber, SubscriberFilter } from "@fanal/contract";
import { channels, type ListedState, listedStates } from "@fanal/domain";
import { query } from "../../lib/api.ts";

/** What the address says the list is narrowed to. */
export type SubscriberSearch = SubscriberFilter & { page?: string };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The filters of an address; what makes no sense is left out. */
export function subscriberSearchOf(search: Record<string, unknown>): SubscriberSearch {
  const { page, serviceId, q } = search;
  const state = listedStates.find((one) => one === search.state);
  const channel = channels.find((one) => one === search.channel);
  return {
    ...(typeof page === "string" && uuid.test(page) ? { page } : {}),
    ...(state === undefined ? {} : { state }),
    ...(channel === undefined ? {} : { channel }),
    ...(typeof serviceId === "string" && uuid.test(serviceId) ? { serviceId } : {}),
    ...(typeof q === "string" && q.trim() !== "" ? { q } : {}),
  };
}

/** Of one page. */
export interface OfPage {
  organization: string;
  pageId: string;
}

export function subscriberPages({ organization, pageId }: OfPage, filter: SubscriberFilter) {
  return query.subscribers.list.infiniteOptions({
    input: (cursor: string | undefined) => ({
      organization,
      pageId,
      ...filter,
      limit: 100,
      ...(cursor === undefined ? {} : { cursor }),
    }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function countsQuery({ organization, pageId }: OfPage) {
  return query.subscribers.counts.queryOptions({ input: { organization, pageId } });
}

const importPollMs = 1_000;

/** The latest imports; asked for again and again while one is running. */
export function importsQuery({ organization, pageId }: OfPage) {
  return {
    ...query.subscriberImports.list.queryOptions({ input: { organization, pageId } }),
    refetchInterval: ({ state }: { state: { data?: { state: string }[] | undefined } }) =>
      state.data?.some((one) => one.state === "running") ? importPollMs : false,
  } as const;
}

export function importQuery(organization: string, importId: string) {
  return {
    ...query.subscriberImports.get.queryOptions({ input: { organization, importId } }),
    refetchInterval: ({ state }: { state: { data?: { state: string } | undefined } }) =>
      state.data?.state === "running" ? importPollMs : false,
  } as const;
}

/** The address of the list as a file. */
export function exportAddress({ organization, pageId }: OfPage, filter: SubscriberFilter): string {
  const asked = new URLSearchParams(
    Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ).toString();
  const address = `/api/v1/organizations/${organization}/status-pages/${pageId}/subscribers/export`;
  return asked === "" ? address : `${address}?${asked}`;
}

/** Whether a list that is narrowed so shows them. Which services are meant by a group only the server knows. */
export function isShownBy(filter: SubscriberFilter, { state, channel, address }: Subscriber): boolean {
  return (
    (filter.state === undefined || filter.state === state) &&
    (filter.channel === undefined || filter.channel === channel) &&
    (filter.q === undefined || address.includes(filter.q.trim().toLowerCase())) &&
    filter.serviceId === undefined
  );
}

export const stateLabels: Record<ListedState, string> = {
  active: "Active",
  unconfirmed: "Unconfirmed",
  quarantined: "Quarantined",
  unsubscribed: "Unsubscribed",
};

/** Why somebody in a state is told nothing, and what would change that. */
export const stateNotes: Record<Exclude<ListedState, "active">, string> = {
  unconfirmed: "They were asked by mail, and are told of nothing before they say yes.",
  quarantined:
    "Nothing is taken there any more, so they are told of nothing until whoever has the address subscribes anew.",
  unsubscribed: "They said no. Only they can come back, on the status page.",
};
