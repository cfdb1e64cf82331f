import type { OutboxItem } from "@fanal/contract";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@fanal/ui/components/dialog";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { InboxIcon, LockIcon } from "lucide-react";
import { useState } from "react";
import { Age } from "../../components/age.tsx";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { NoneYet } from "../../components/none-yet.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ShowMore } from "../../components/show-more.tsx";
import { DeliveryBadge } from "../../components/telling/delivery-badge.tsx";
import { MessageByChannel } from "../../components/telling/message-by-channel.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { query } from "../../lib/api.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useRowKeys } from "../../lib/use-row-keys.ts";

/** E-mails to subscribers, each as it looks; where no mail server is set up, this is as far as they get. */
export function OutboxView() {
  const { slug: organization, can } = useOrganization();
  const mayRead = can("subscriber.read");
  const [opened, setOpened] = useState<OutboxItem | null>(null);
  const list = useInfiniteQuery({
    ...query.deliveries.outbox.infiniteOptions({
      input: (cursor: string | undefined) => ({
        organization,
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
    enabled: mayRead,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const rows = useRowKeys(
    items.map(({ id }) => id),
    {},
  );
  if (!mayRead) {
    return (
      <>
        <ViewBar title="Outbox" />
        <NoneYet
          icon={LockIcon}
          title="Not for viewers"
          text="Responders and admins of the organization read here what subscribers are told. Ask an admin for another role."
        />
      </>
    );
  }
  return (
    <>
      <ViewBar title="Outbox" />
      {list.data?.pages[0]?.sendsMail === false && (
        <p className="shrink-0 border-b bg-muted px-4 py-1.5 text-xs">
          No mail server is set up, so e-mails stay here and reach nobody. Set SMTP_URL to send what comes
          next.
        </p>
      )}
      {list.isError && (
        <RefreshFailed
          what="the outbox"
          isKept={list.data !== undefined}
          onRetry={() => void list.refetch()}
        />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto py-2 pb-20 md:pb-6">
        {list.isPending && <ListSkeleton label="Loading the outbox" />}
        {list.isSuccess && items.length === 0 && (
          <NoneYet
            icon={InboxIcon}
            title="No e-mails yet"
            text="Every e-mail to a subscriber stands here, from the first update that tells somebody."
          />
        )}
        {items.length > 0 && (
          <ul aria-label="E-mails">
            {items.map((item) => (
              <li key={item.id}>
                <button
                  type="button"
                  {...rows.row(item.id)}
                  onClick={() => setOpened(item)}
                  className="mx-2 flex min-h-13 w-[calc(100%-1rem)] items-center gap-3 rounded-md px-2 text-left hover:bg-accent focus-visible:-outline-offset-2 md:min-h-10"
                >
                  <span className="flex min-w-0 flex-1 flex-col md:flex-row md:gap-3">
                    <span className="truncate font-strong md:flex-1">{item.subject}</span>
                    <span className="truncate text-muted-foreground md:w-60">
                      {item.address ?? "Removed subscriber"}
                    </span>
                  </span>
                  <span className="flex flex-col-reverse items-end gap-0.5 md:flex-row md:items-center md:gap-3">
                    <DeliveryBadge state={item.state} />
                    <Age
                      time={item.createdAt}
                      className="w-12 text-right text-muted-foreground tabular-nums"
                    />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
        <ShowMore list={list}>Show more</ShowMore>
      </div>
      {opened !== null && <MailDialog item={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

function MailDialog({ item, onClose }: { item: OutboxItem; onClose: () => void }) {
  const { slug: organization } = useOrganization();
  const { notificationId, language } = item;
  const shown = useQuery(
    query.notifications.message.queryOptions({ input: { organization, notificationId, language } }),
  );
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent size="lg">
        <DialogHeader>
          <DialogTitle>{item.address ?? "Removed subscriber"}</DialogTitle>
          <DialogDescription>
            {item.pageName}. Links to change the subscription are left out here.
          </DialogDescription>
        </DialogHeader>
        <DialogBody className="flex flex-col gap-3">
          {item.error !== null && <p className="wrap-anywhere">{item.error}</p>}
          <MessageByChannel shown={shown} channels={["email"]} onRetry={() => void shown.refetch()} />
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}
