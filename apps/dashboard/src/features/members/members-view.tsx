import type { InvitationWithLink } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { PeopleTabs } from "../../components/people-tabs.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { useOrganization } from "../../lib/use-organization.ts";
import { InvitationRow } from "./invitation-row.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { LinksDialog } from "./links-dialog.tsx";
import { MemberRow } from "./member-row.tsx";
import { invitationsQuery, membersQuery } from "./queries.ts";

/** Who is in the organization, and who is invited. */
export function MembersView() {
  const { slug, can } = useOrganization();
  const canInvite = can("member.invite");
  const members = useQuery(membersQuery(slug));
  const invitations = useQuery({ ...invitationsQuery(slug), enabled: canInvite });
  const [isInviting, setInviting] = useState(false);
  const [links, setLinks] = useState<InvitationWithLink[]>([]);
  const isAlone = members.data?.length === 1 && invitations.data?.length === 0;
  return (
    <>
      <ViewBar title="Members" count={members.data?.length}>
        {canInvite && (
          <Button size="sm" onClick={() => setInviting(true)}>
            Invite people
          </Button>
        )}
      </ViewBar>
      <PeopleTabs organization={slug} />
      {(members.isError || invitations.isError) && (
        <RefreshFailed
          what="members"
          isKept={members.data !== undefined}
          onRetry={() => {
            void members.refetch();
            if (canInvite) void invitations.refetch();
          }}
        />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto py-2 pb-20 md:pb-6">
        {members.isPending && <ListSkeleton label="Loading members" />}
        <ul aria-label="Members">
          {members.data?.map((member) => (
            <MemberRow key={member.id} member={member} members={members.data} />
          ))}
          {canInvite &&
            invitations.data?.map((invitation) => (
              <InvitationRow
                key={invitation.id}
                invitation={invitation}
                onLink={(made) => setLinks([made])}
              />
            ))}
        </ul>
        {isAlone && canInvite && (
          <p className="px-4 py-3 text-muted-foreground">
            You are alone here. Invite those who are called when something breaks.
          </p>
        )}
      </div>
      {isInviting && (
        <InviteDialog
          organization={slug}
          members={members.data ?? []}
          onInvited={setLinks}
          onClose={() => setInviting(false)}
        />
      )}
      {links.length > 0 && <LinksDialog invitations={links} onClose={() => setLinks([])} />}
    </>
  );
}
