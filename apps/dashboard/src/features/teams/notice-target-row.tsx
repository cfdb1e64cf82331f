import type { NoticeTarget } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import {
  BellIcon,
  BellOffIcon,
  EllipsisIcon,
  KeyRoundIcon,
  MailIcon,
  PencilIcon,
  SendIcon,
  Trash2Icon,
} from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { ShownOnce } from "../../components/shown-once.tsx";
import { clockTime } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { kindWords, outcomeWords, targetName } from "./notice-words.ts";
import {
  useMuteNotices,
  useRemoveNoticeTarget,
  useRenewNoticeSecret,
  useTestNoticeTarget,
} from "./writes.ts";

interface NoticeTargetRowProps {
  target: NoticeTarget;
  /** Of which team, in words. */
  whose: string;
  onEdit: () => void;
}

/** One way by which a team is told, and what became of the newest notice. */
export function NoticeTargetRow({ target, whose, onEdit }: NoticeTargetRowProps) {
  const { slug: organization, can } = useOrganization();
  const [asked, setAsked] = useState<"remove" | "renew" | null>(null);
  const [renewed, setRenewed] = useState<{
    secret: string | null;
    previousSecretEndsAt: string | null;
  } | null>(null);
  const now = useNow();
  const test = useTestNoticeTarget();
  const remove = useRemoveNoticeTarget();
  const renew = useRenewNoticeSecret(setRenewed);
  const mute = useMuteNotices();
  const { id: noticeTargetId, channel, address, kinds, isMuted, lastDelivery, version } = target;
  const name = targetName(target);
  const outcome = outcomeWords(target, now);
  const isFailing = lastDelivery?.state === "failing";
  const canWrite = can("team.write");
  const Icon = channel === "email" ? MailIcon : BellIcon;
  return (
    <li className="mx-2 flex min-h-13 items-center gap-3 rounded-md px-2 py-1.5 hover:bg-accent md:min-h-10">
      <span className="flex size-7 shrink-0 items-center justify-center text-muted-foreground">
        {isFailing ? <StatusIcon status="partial_outage" /> : <Icon aria-hidden className="size-4" />}
      </span>
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
          <span className="font-strong">{name}</span>
          {address !== null && (
            <span className="min-w-0 max-w-full truncate text-muted-foreground">{address}</span>
          )}
          <span className="text-muted-foreground">
            {kindWords(kinds)}
            {isMuted === true && ", muted for you"}
          </span>
        </span>
        <span role="status" className="text-xs text-muted-foreground wrap-anywhere empty:hidden">
          {outcome}
        </span>
      </span>
      {(canWrite || isMuted !== null) && (
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="ghost" size="icon-sm" aria-label={`More actions for ${name} of ${whose}`}>
              <EllipsisIcon aria-hidden />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            {isMuted !== null && (
              <DropdownMenuItem
                onSelect={() => mute.run({ organization, noticeTargetId, isMuted: !isMuted })}
              >
                {isMuted ? <BellIcon aria-hidden /> : <BellOffIcon aria-hidden />}
                {isMuted ? "Mail me again" : "Mute for me"}
              </DropdownMenuItem>
            )}
            {canWrite && (
              <>
                <DropdownMenuItem onSelect={() => test.run({ organization, noticeTargetId })}>
                  <SendIcon aria-hidden /> Send a test
                </DropdownMenuItem>
                <DropdownMenuItem onSelect={onEdit}>
                  <PencilIcon aria-hidden /> Edit…
                </DropdownMenuItem>
                {channel === "webhook" && (
                  <DropdownMenuItem onSelect={() => setAsked("renew")}>
                    <KeyRoundIcon aria-hidden /> Renew secret…
                  </DropdownMenuItem>
                )}
                <DropdownMenuItem variant="destructive" onSelect={() => setAsked("remove")}>
                  <Trash2Icon aria-hidden /> Remove…
                </DropdownMenuItem>
              </>
            )}
          </DropdownMenuContent>
        </DropdownMenu>
      )}
      <ConfirmDialog
        isOpen={asked === "remove"}
        onClose={() => setAsked(null)}
        title={`Remove ${name}?`}
        consequence="No notices are sent there any more, and its address is forgotten."
        act="Remove notices"
        onAct={() => remove.run({ organization, noticeTargetId, version })}
      />
      <ConfirmDialog
        isOpen={asked === "renew"}
        onClose={() => setAsked(null)}
        title={`Renew the secret of ${name}?`}
        consequence="Notices are signed with the new one, and for a day with the present one, too. Give the new one to your receiver meanwhile."
        act="Renew secret"
        onAct={() => renew.run({ organization, noticeTargetId })}
      />
      {renewed !== null && (
        <ShownOnce
          name="New secret"
          what="secret"
          secret={renewed.secret}
          help={
            renewed.previousSecretEndsAt === null
              ? "Your receiver checks with it that a notice comes from here."
              : `The former one signs too until ${clockTime(renewed.previousSecretEndsAt, now)}.`
          }
          onClose={() => setRenewed(null)}
        />
      )}
    </li>
  );
}
