import type { Member } from "@fanal/contract";
import { type Role, refuseLeaving, refuseRoleChange, roles } from "@fanal/domain";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Age } from "../../components/age.tsx";
import { Initials } from "../../components/initials.tsx";
import { ListRow } from "../../components/list-row.tsx";
import { TeamTags } from "../../components/team-tags.tsx";
import { pick } from "../../lib/pick.ts";
import { roleWords } from "../../lib/roles.ts";
import { meQuery } from "../../lib/session.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import type { RowHandle } from "../../lib/use-row-keys.ts";
import type { RowInView } from "../../lib/use-rows-in-view.ts";
import { MemberMenu } from "./member-menu.tsx";
import { useTeamNames } from "./queries.ts";
import { useChangeRole } from "./writes.ts";

interface MemberRowProps {
  member: Member;
  /** All of them: of owners one has to stay. */
  members: readonly Member[];
  place: RowInView<Member>["place"];
  handle: RowHandle;
}

export function MemberRow({ member, members, place, handle }: MemberRowProps) {
  const { data: me } = useSuspenseQuery(meQuery());
  const owners = members.filter(({ role }) => role === "owner").length;
  const isMe = member.id === me.id;
  const teams = useTeamNames(member.teamIds);
  return (
    <ListRow
      {...place}
      aria-label={member.name}
      name={member.name}
      handle={handle}
      className="flex min-h-13 items-center gap-3"
    >
      <Initials name={member.name} />
      <span className="flex min-w-0 flex-1 flex-col md:flex-row md:items-baseline md:gap-3">
        <span className="max-w-full shrink-0 truncate font-strong md:max-w-1/2">
          {member.name}
          {isMe && <span className="font-normal text-muted-foreground"> (you)</span>}
        </span>
        <span className="min-w-0 max-w-full truncate text-muted-foreground">{member.email}</span>
      </span>
      <TeamTags teams={teams} label="In" className="max-lg:hidden" />
      <RoleOf member={member} owners={owners} isMe={isMe} />
      <span className="w-20 shrink-0 text-right text-muted-foreground max-md:hidden">
        <span className="sr-only">Last seen </span>
        {member.lastSeenAt === null ? "–" : <Age time={member.lastSeenAt} />}
      </span>
      <MemberMenu member={member} owners={owners} isMe={isMe} />
    </ListRow>
  );
}

/** A choice where one may make it; otherwise what it is, in words. */
function RoleOf({ member, owners, isMe }: { member: Member; owners: number; isMe: boolean }) {
  const { slug: organization, role: own, can } = useOrganization();
  const change = useChangeRole();
  const choices = can("member.update")
    ? roles.filter((to) => to === member.role || refuseRoleChange(own, member.role, to, owners) === null)
    : [];
  if (choices.length < 2) {
    const isLast = member.role === "owner" && refuseLeaving(member.role, owners) !== null;
    return (
      <span className="w-30 shrink-0 px-2.5 max-md:w-auto max-md:px-0">
        {roleWords[member.role].label}
        {isLast && isMe && (
          <span className="block text-xs text-muted-foreground max-md:hidden">the only owner</span>
        )}
      </span>
    );
  }
  return (
    <Select
      value={member.role}
      onValueChange={(value) =>
        change.run({ organization, memberId: member.id, role: pick<Role>(roles, value), name: member.name })
      }
    >
      <SelectTrigger
        size="sm"
        aria-label={`Role of ${member.name}`}
        className="w-30 shrink-0 border-transparent bg-transparent hover:border-input data-[state=open]:border-input dark:bg-transparent"
      >
        <SelectValue />
      </SelectTrigger>
      <SelectContent align="end">
        {choices.map((role) => (
          <SelectItem key={role} value={role}>
            {roleWords[role].label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
