import type { Audience } from "@fanal/contract";
import { type Channel, channels } from "@fanal/domain";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@fanal/ui/components/dialog";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type api, query } from "../../lib/api.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { MessageByChannel } from "./message-by-channel.tsx";

/** What a composer holds, whichever page tells it. */
export type WrittenMessage = Omit<Parameters<typeof api.notifications.preview>[0], "organization" | "pageId">;

interface MessageDialogProps {
  /** Those that tell it; at least one. */
  pages: Audience[];
  written: WrittenMessage;
  onClose: () => void;
}

/** What is being written, as each channel will tell it: made by the server with the code that sends. */
export function MessageDialog({ pages, written, onClose }: MessageDialogProps) {
  const { slug: organization } = useOrganization();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const page = pages.find(({ pageId }) => pageId === chosenId) ?? pages[0];
  const shown = useQuery({
    ...query.notifications.preview.queryOptions({
      input: { organization, pageId: page?.pageId ?? "", ...written },
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      {/* What is pressed in here is not meant for the composer behind it. */}
      <DialogContent size="lg" onKeyDown={(event) => event.stopPropagation()}>
        <DialogHeader>
          <DialogTitle>What subscribers get</DialogTitle>
          <DialogDescription>
            Each channel has its own form. Links to change a subscription are each one's own.
          </DialogDescription>
        </DialogHeader>
        <DialogBody className="flex flex-col gap-3">
          {pages.length > 1 && page !== undefined && (
            <Select value={page.pageId} onValueChange={setChosenId}>
              <SelectTrigger size="sm" aria-label="Status page" className="w-fit">
                <SelectValue />
              </SelectTrigger>
              <SelectContent>
                {pages.map(({ pageId, pageName }) => (
                  <SelectItem key={pageId} value={pageId}>
                    {pageName}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
          )}
          <MessageByChannel
            shown={shown}
            channels={page === undefined ? channels : channelsOf(page)}
            onRetry={() => void shown.refetch()}
          />
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}

/** Those in use, or all where nobody subscribed yet. */
function channelsOf({ byChannel }: Audience): readonly Channel[] {
  const used = channels.filter((channel) => byChannel[channel] !== undefined);
  return used.length === 0 ? channels : used;
}
