import type { Member } from "@fanal/contract";
import { refuseLeaving, refuseRemoval } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { CrownIcon, EllipsisIcon, LogOutIcon, UserMinusIcon } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog, type Question } from "../../components/confirm-dialog.tsx";
import { useOrganization } from "../../lib/use-organization.ts";
import { useActiveKeys } from "./queries.ts";
import { useHandOver, useLeave, useRemoveMember } from "./writes.ts";

interface MemberMenuProps {
  member: Member;
  owners: number;
  isMe: boolean;
}

type Act = "hand-over" | "remove" | "leave";

/** What can be done with a member beside their role; each is asked for, since it ends what somebody can do. */
export function MemberMenu({ member, owners, isMe }: MemberMenuProps) {
  const { name: organizationName, slug: organization, role: own, can } = useOrganization();
  const [asked, setAsked] = useState<Act | null>(null);
  const handOver = useHandOver();
  const remove = useRemoveMember();
  const leave = useLeave();
  const { id: memberId, name } = member;
  const whyNotLeave = refuseLeaving(member.role, owners);
  const canRemove = !isMe && can("member.remove") && refuseRemoval(own, member.role, owners) === null;
  const canHandOver = !isMe && can("organization.transfer");
  const keys = useActiveKeys(member, asked !== null);
  const keysStop =
    keys === 0
      ? ""
      : ` ${keys === 1 ? "1 API key" : `${keys} API keys`} made by ${isMe ? "you" : name} stop${keys === 1 ? "s" : ""} working.`;
  const questions: Record<Act, Question> = {
    "hand-over": {
      title: `Hand over ${organizationName} to ${name}?`,
      consequence: `${name} becomes owner and you become admin. Only an owner can give it back.`,
      act: "Hand over ownership",
      onAct: () => handOver.run({ organization, memberId, name }),
    },
    remove: {
      title: `Remove ${name}?`,
      consequence: `What ${name} has open of ${organizationName} closes at once. What they wrote stays.${keysStop}`,
      act: "Remove member",
      onAct: () => remove.run({ organization, memberId, name }),
    },
    leave: {
      title: `Leave ${organizationName}?`,
      consequence: `You come back only if somebody invites you. What you wrote stays.${keysStop}`,
      act: "Leave organization",
      onAct: () => leave.run({ organization, name: organizationName }),
    },
  };
  const question = asked === null ? null : questions[asked];
  if (!isMe && !canRemove && !canHandOver) return <span className="size-7 shrink-0" />;
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={`More actions for ${name}`} className="shrink-0">
            <EllipsisIcon aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" className="w-60">
          {canHandOver && (
            <DropdownMenuItem onSelect={() => setAsked("hand-over")}>
              <CrownIcon aria-hidden /> Hand over ownership…
            </DropdownMenuItem>
          )}
          {canRemove && (
            <DropdownMenuItem variant="destructive" onSelect={() => setAsked("remove")}>
              <UserMinusIcon aria-hidden /> Remove member…
            </DropdownMenuItem>
          )}
          {isMe && whyNotLeave === null && (
            <DropdownMenuItem variant="destructive" onSelect={() => setAsked("leave")}>
              <LogOutIcon aria-hidden /> Leave organization…
            </DropdownMenuItem>
          )}
          {isMe && whyNotLeave !== null && (
            <p className="px-2 py-1.5 text-xs text-muted-foreground">
              You are the only owner. Hand over ownership before you leave.
            </p>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      {question !== null && <ConfirmDialog isOpen onClose={() => setAsked(null)} {...question} />}
    </>
  );
}
