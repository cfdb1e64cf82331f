import type { Invitation, InvitationWithLink } from "@fanal/contract";
import { refuseInvitation } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { SendIcon, XIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Initials } from "../../components/initials.tsx";
import { ListRow } from "../../components/list-row.tsx";
import { TeamTags } from "../../components/team-tags.tsx";
import { roleWords } from "../../lib/roles.ts";
import { clockTime, fullTime, shortAge } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import type { RowHandle } from "../../lib/use-row-keys.ts";
import type { RowInView } from "../../lib/use-rows-in-view.ts";
import { useTeamNames } from "./queries.ts";
import { useResend, useRevoke } from "./writes.ts";

interface InvitationRowProps {
  invitation: Invitation;
  place: RowInView<Invitation>["place"];
  handle: RowHandle;
  /** Shows the new link, which is not to be had again. */
  onLink: (made: InvitationWithLink) => void;
}

/** Somebody who is expected. */
export function InvitationRow({ invitation, place, handle, onLink }: InvitationRowProps) {
  const { slug: organization, role: own } = useOrganization();
  const now = useNow();
  const resend = useResend(onLink);
  const revoke = useRevoke();
  const { id: invitationId, email, role, teamIds, sentAt, expiresAt, isExpired } = invitation;
  const teams = useTeamNames(teamIds);
  const age = shortAge(sentAt, now);
  const one = { organization, invitationId, name: email };
  return (
    <ListRow
      {...place}
      aria-label={email}
      name={email}
      handle={handle}
      className="flex min-h-13 items-center gap-3"
    >
      <Initials name={email} isExpected />
      <span className="flex min-w-0 flex-1 flex-col md:flex-row md:items-baseline md:gap-3">
        <span className="min-w-0 max-w-full truncate">{email}</span>
        <span className="min-w-0 max-w-full truncate text-muted-foreground">
          <span className="md:hidden">{roleWords[role].label} · </span>
          {isExpired ? (
            "Invitation expired"
          ) : (
            <time dateTime={expiresAt} title={`Works until ${fullTime(expiresAt)}`}>
              {age === "now" ? "Invited just now" : `Invited ${/^\d+[mh]$/.test(age) ? `${age} ago` : age}`}
              <span className="sr-only">, works until {clockTime(expiresAt, now)}</span>
            </time>
          )}
        </span>
      </span>
      <TeamTags teams={teams} label="Joins" className="max-lg:hidden" />
      <span className="w-30 shrink-0 px-2.5 text-muted-foreground max-md:hidden">
        {roleWords[role].label}
      </span>
      {refuseInvitation(own, role) === null && (
        <span className="flex shrink-0 justify-end md:w-30">
          <Act label="Resend" email={email} isPending={resend.isPending} onClick={() => resend.submit(one)}>
            <SendIcon aria-hidden className="md:hidden" />
          </Act>
          <Act label="Revoke" email={email} isPending={revoke.isPending} onClick={() => revoke.submit(one)}>
            <XIcon aria-hidden className="md:hidden" />
          </Act>
        </span>
      )}
    </ListRow>
  );
}

interface ActProps {
  label: string;
  email: string;
  isPending: boolean;
  onClick: () => void;
  /** Stands for the words on a phone. */
  children: ReactNode;
}

function Act({ label, email, isPending, onClick, children }: ActProps) {
  return (
    <Button variant="ghost" size="xs" aria-disabled={isPending} onClick={onClick}>
      {children}
      <span className="max-md:sr-only">{label}</span>
      <span className="sr-only">the invitation of {email}</span>
    </Button>
  );
}
