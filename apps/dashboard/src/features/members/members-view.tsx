import type { Invitation, InvitationWithLink, Member } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ListFilter } from "../../components/list-filter.tsx";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { PeopleTabs } from "../../components/people-tabs.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { useCreation } from "../../lib/use-creation.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useRowKeys } from "../../lib/use-row-keys.ts";
import { useRowsInView } from "../../lib/use-rows-in-view.ts";
import { InvitationRow } from "./invitation-row.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { LinksDialog } from "./links-dialog.tsx";
import { MemberRow } from "./member-row.tsx";
import { invitationsQuery, membersQuery } from "./queries.ts";

/** Rows of 52 px, as `min-h-13`. */
const rowPx = 52;

/** Who is in the organization, and who is invited. */
export function MembersView({ filter }: { filter: string }) {
  const { slug, can } = useOrganization();
  const canInvite = can("member.invite");
  const members = useQuery(membersQuery(slug));
  const invitations = useQuery({ ...invitationsQuery(slug), enabled: canInvite });
  const [isInviting, setInviting] = useState(false);
  const [links, setLinks] = useState<InvitationWithLink[]>([]);
  const onInvite = useCreation("invitation", () => setInviting(true), members.data !== undefined);
  const people = matching(members.data ?? [], filter);
  const expected = canInvite ? matching(invitations.data ?? [], filter) : [];
  const scroller = useRef<HTMLDivElement>(null);
  const everybody: (Member | Invitation)[] = [...people, ...expected];
  const rows = useRowKeys(
    everybody.map(({ id }) => id),
    {},
  );
  const { inView, style } = useRowsInView(everybody, {
    scroller,
    heightOf: () => rowPx,
    isKept: ({ id }) => id === rows.active,
  });
  const total = (members.data?.length ?? 0) + (canInvite ? (invitations.data?.length ?? 0) : 0);
  const isAlone = members.data?.length === 1 && invitations.data?.length === 0;
  return (
    <>
      <ViewBar title="Members" count={members.data?.length}>
        {onInvite !== undefined && (
          <Button size="sm" onClick={onInvite}>
            Invite people
          </Button>
        )}
      </ViewBar>
      <PeopleTabs organization={slug} />
      <ListFilter what="members" filter={filter} shown={people.length + expected.length} total={total} />
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
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto py-2 pb-20 md:pb-6">
        {members.isPending && <ListSkeleton label="Loading members" />}
        <ul aria-label="Members" style={style}>
          {inView.map(({ row, place }) =>
            "sentAt" in row ? (
              <InvitationRow
                key={row.id}
                invitation={row}
                handle={rows.row(row.id)}
                place={place}
                onLink={(made) => setLinks([made])}
              />
            ) : (
              <MemberRow
                key={row.id}
                member={row}
                handle={rows.row(row.id)}
                members={members.data ?? []}
                place={place}
              />
            ),
          )}
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

/** Those whose name or address has the words of the filter. */
function matching<Somebody extends { name?: string; email: string }>(
  all: readonly Somebody[],
  filter: string,
): Somebody[] {
  const wanted = filter.trim().toLowerCase();
  return all.filter(({ name = "", email }) => `${name} ${email}`.toLowerCase().includes(wanted));
}
