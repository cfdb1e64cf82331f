import type { Delivery, Notification } from "@fanal/contract";
import { channelLabels, channels, type DeliveryState, deliveryStates } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@fanal/ui/components/sheet";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { query } from "../../lib/api.ts";
import { clockTime, fullTime } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { ListSkeleton } from "../list-skeleton.tsx";
import { RefreshFailed } from "../refresh-failed.tsx";
import { ShowMore } from "../show-more.tsx";
import { DeliveryBadge } from "./delivery-badge.tsx";
import { RecallButton } from "./recall-button.tsx";
import { type ToldEvent, toldWords } from "./told-events.ts";
import { useReplay, useResend } from "./told-writes.ts";
import { deliveryStateLabels, kindLabels, numberWords } from "./words.ts";

/** What became of telling one event: numbers, and each delivery with what can be done about it. */
export function ToldSheet({ event, onClose }: { event: ToldEvent; onClose: () => void }) {
  const { slug: organization, can } = useOrganization();
  const { data: pages = [] } = useQuery(query.statusPages.list.queryOptions({ input: { organization } }));
  const [chosenId, setChosenId] = useState<string | null>(null);
  const notification = event.notifications.find(({ id }) => id === chosenId) ?? event.notifications[0];
  const nameOf = ({ pageId }: Notification) => pages.find(({ id }) => id === pageId)?.name ?? "A status page";
  if (notification === undefined) return null;
  return (
    <Sheet open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <SheetContent className="max-w-130">
        <SheetHeader>
          <SheetTitle>{toldWords(event)}</SheetTitle>
          <SheetDescription>
            {kindLabels[event.kind]}, <time dateTime={event.createdAt}>{fullTime(event.createdAt)}</time>
          </SheetDescription>
        </SheetHeader>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard */}
        <div tabIndex={0} className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-5 pb-6">
          {event.notifications.length > 1 && (
            <Select value={notification.id} onValueChange={setChosenId}>
              <SelectTrigger size="sm" aria-label="Status page" className="w-fit max-w-full">
                <SelectValue />
              </SelectTrigger>
              <SelectContent>
                {event.notifications.map((one) => (
                  <SelectItem key={one.id} value={one.id}>
                    {nameOf(one)}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
          )}
          <Numbers notification={notification} />
          <div className="flex flex-wrap gap-2 empty:hidden">
            <RecallButton event={event} />
            {can("notification.write") && <ResendButton notification={notification} />}
          </div>
          {can("subscriber.read") ? (
            <Deliveries key={notification.id} notification={notification} />
          ) : (
            <p className="text-muted-foreground">Responders and admins see here who was told.</p>
          )}
        </div>
      </SheetContent>
    </Sheet>
  );
}

function Numbers({ notification: { byChannel } }: { notification: Notification }) {
  const used = channels.filter((channel) => byChannel[channel] !== undefined);
  if (used.length === 0) return <p className="text-muted-foreground">Nobody subscribed to this.</p>;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2">
      {used.map((channel) => (
        <div key={channel} className="contents">
          <dt className="text-muted-foreground">{channelLabels[channel]}</dt>
          <dd className="tabular-nums">
            {deliveryStates
              .flatMap((state) => {
                const count = byChannel[channel]?.[state];
                return count === undefined ? [] : [`${deliveryStateLabels[state]} ${numberWords(count)}`];
              })
              .join(" · ")}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function ResendButton({ notification }: { notification: Notification }) {
  const { slug: organization } = useOrganization();
  const resend = useResend();
  const { id: notificationId, counts, recalledAt } = notification;
  const missed = (counts.given_up ?? 0) + (counts.bounced ?? 0);
  if (missed === 0 || recalledAt !== null) return null;
  return (
    <Button variant="outline" size="sm" onClick={() => resend.run({ organization, notificationId, missed })}>
      Send again to the {numberWords(missed)} missed
    </Button>
  );
}

function Deliveries({ notification: { id: notificationId, counts } }: { notification: Notification }) {
  const { slug: organization } = useOrganization();
  const [state, setState] = useState<DeliveryState | "all">("all");
  const list = useInfiniteQuery(
    query.deliveries.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        organization,
        notificationId,
        ...(state === "all" ? {} : { state }),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
  const deliveries = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const sendsMail = list.data?.pages[0]?.sendsMail ?? true;
  const states = deliveryStates.filter((one) => counts[one] !== undefined);
  return (
    <section aria-label="Deliveries" className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <h3 className="text-xs font-medium text-muted-foreground">Deliveries</h3>
        {states.length > 1 && (
          <Select
            value={state}
            onValueChange={(chosen) => setState(states.find((one) => one === chosen) ?? "all")}
          >
            <SelectTrigger size="sm" aria-label="State of deliveries" className="w-auto">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              <SelectItem value="all">All</SelectItem>
              {states.map((one) => (
                <SelectItem key={one} value={one}>
                  {deliveryStateLabels[one]} {numberWords(counts[one] ?? 0)}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        )}
      </div>
      {list.isError && (
        <RefreshFailed
          what="deliveries"
          isKept={list.data !== undefined}
          isInset
          onRetry={() => void list.refetch()}
        />
      )}
      {list.isPending && <ListSkeleton label="Loading deliveries" />}
      {list.isSuccess && deliveries.length === 0 && <p className="text-muted-foreground">None.</p>}
      {!sendsMail && counts.kept !== undefined && (
        <p className="text-xs text-muted-foreground">
          No mail server is set up, so e-mails stay in the outbox. Once SMTP_URL is set, they can be sent
          again from here.
        </p>
      )}
      <ul className="flex flex-col gap-3 empty:hidden">
        {deliveries.map((delivery) => (
          <DeliveryItem key={delivery.id} delivery={delivery} sendsMail={sendsMail} />
        ))}
      </ul>
      <ShowMore list={list}>Show more</ShowMore>
    </section>
  );
}

function DeliveryItem({ delivery, sendsMail }: { delivery: Delivery; sendsMail: boolean }) {
  const { slug: organization, can } = useOrganization();
  const now = useNow();
  const replay = useReplay();
  const { id: deliveryId, address, channel, state, error, dueAt, sentAt } = delivery;
  const name = address ?? "Removed subscriber";
  const isSettled = state !== "queued" && state !== "failed" && state !== "recalled";
  // Without a mail server, what is kept would be kept again.
  const canBeSent = isSettled && (state !== "kept" || sendsMail);
  return (
    <li className="flex min-w-0 flex-wrap items-start justify-end gap-x-2">
      <div className="flex min-w-0 flex-1 flex-col gap-0.5 max-sm:basis-full">
        <span className="truncate" title={name}>
          {name}
        </span>
        <span className="text-xs text-muted-foreground tabular-nums">
          {channelLabels[channel]}
          {sentAt !== null && (
            <>
              {" · "}
              <time dateTime={sentAt} title={fullTime(sentAt)}>
                {clockTime(sentAt, now)}
              </time>
            </>
          )}
          {state === "failed" && dueAt !== null && (
            <>
              {" · next try "}
              <time dateTime={dueAt} title={fullTime(dueAt)}>
                {clockTime(dueAt, now)}
              </time>
            </>
          )}
        </span>
        {error !== null && <span className="text-xs wrap-anywhere">{error}</span>}
      </div>
      <DeliveryBadge state={state} />
      {can("notification.write") && canBeSent && address !== null && (
        <Button
          variant="ghost"
          size="xs"
          aria-label={`Send again to ${name}`}
          onClick={() => replay.run({ organization, deliveryId })}
        >
          Send again
        </Button>
      )}
    </li>
  );
}
