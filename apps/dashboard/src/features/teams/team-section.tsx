import type { Team } from "@fanal/contract";
import { Badge } from "@fanal/ui/components/badge";
import { Button } from "@fanal/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { XIcon } from "lucide-react";
import { useId } from "react";
import { Initials } from "../../components/initials.tsx";
import { query } from "../../lib/api.ts";
import { roleWords } from "../../lib/roles.ts";
import { serviceName } from "../../lib/service-name.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { AddPopover } from "./add-popover.tsx";
import { NoticeTargets } from "./notice-targets.tsx";
import { TeamMenu } from "./team-menu.tsx";
import { useAddToTeam, useGiveService, useRemoveFromTeam } from "./writes.ts";

/** One team: its name, what it owns, who is in it. */
export function TeamSection({ team, onRename }: { team: Team; onRename: () => void }) {
  const { slug: organization, can } = useOrganization();
  const { data: members } = useQuery(query.members.list.queryOptions({ input: { organization } }));
  const canWrite = can("team.write");
  const { data: services } = useQuery(query.services.list.queryOptions({ input: { organization } }));
  const { data: teams } = useQuery(query.teams.list.queryOptions({ input: { organization } }));
  const ownerOf = (teamId: string | null) => teams?.find(({ id }) => id === teamId)?.name;
  const add = useAddToTeam();
  const give = useGiveService();
  const remove = useRemoveFromTeam();
  const heading = useId();
  const present = members?.filter(({ id }) => team.memberIds.includes(id)) ?? [];
  const absent = members?.filter(({ id }) => !team.memberIds.includes(id)) ?? [];
  return (
    <section aria-labelledby={heading}>
      <header className="mx-2 flex min-h-9 flex-wrap items-center gap-x-2 rounded-md bg-muted px-2">
        <h2 id={heading} className="min-w-0 truncate font-strong max-md:max-w-[calc(100%-2rem)]">
          {team.name}
        </h2>
        <span className="text-muted-foreground tabular-nums">{team.memberIds.length}</span>
        <span className="ml-auto flex shrink-0 items-center gap-1">
          {can("service.update") && (
            <AddPopover
              act="Add service"
              team={team.name}
              placeholder="Name of a service"
              none="No other service by that name."
              candidates={(services ?? [])
                .filter(({ teamId }) => teamId !== team.id)
                .map(({ id, name, teamId }) => ({ id, name, beside: ownerOf(teamId) }))}
              onAdd={({ id, name }) =>
                give.run({ organization, serviceId: id, teamId: team.id, name, team: team.name })
              }
            />
          )}
          {canWrite && (
            <AddPopover
              act="Add member"
              team={team.name}
              placeholder="Name or address"
              none="No other member by that name."
              candidates={absent.map(({ id, name, email }) => ({ id, name, beside: email }))}
              onAdd={({ id, name }) => add.run({ organization, teamId: team.id, memberId: id, name })}
            />
          )}
          {canWrite && <TeamMenu team={team} onRename={onRename} />}
        </span>
      </header>
      <Owned team={team} />
      <ul aria-label={`Members of ${team.name}`}>
        {present.map(({ id, name, email, role }) => (
          <li
            key={id}
            className="mx-2 flex min-h-13 items-center gap-3 rounded-md px-2 hover:bg-accent md:min-h-10"
          >
            <Initials name={name} />
            <span className="flex min-w-0 flex-1 flex-col md:flex-row md:items-baseline md:gap-3">
              <span className="max-w-full shrink-0 truncate font-strong md:max-w-1/2">{name}</span>
              <span className="min-w-0 max-w-full truncate text-muted-foreground">{email}</span>
            </span>
            <span className="shrink-0 text-muted-foreground">{roleWords[role].label}</span>
            {canWrite && (
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={`Remove ${name} from ${team.name}`}
                onClick={() => remove.run({ organization, teamId: team.id, memberId: id, name })}
              >
                <XIcon aria-hidden />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {members !== undefined && present.length === 0 && (
        <p className="px-4 py-2 text-muted-foreground">
          Nobody is in it, so only admins act on its services.
        </p>
      )}
      <NoticeTargets team={team} />
    </section>
  );
}

/** The services of a team; whoever may gives them away again. */
function Owned({ team }: { team: Team }) {
  const { slug: organization, can } = useOrganization();
  const { data: services } = useQuery(query.services.list.queryOptions({ input: { organization } }));
  const give = useGiveService();
  const { name: teamName, serviceIds } = team;
  if (serviceIds.length === 0) return <p className="px-4 py-2 text-muted-foreground">Owns no services.</p>;
  return (
    <ul aria-label={`Services of ${teamName}`} className="flex flex-wrap gap-1 px-4 py-2">
      {serviceIds.map((id) => {
        const name = serviceName(services, id);
        return (
          <li key={id} className="max-w-full">
            <Badge variant="secondary" className="h-6 max-w-full pr-0.5 not-has-[button]:pr-1.5">
              <span className="truncate">{name}</span>
              {can("service.update") && (
                <Button
                  variant="ghost"
                  size="icon-xs"
                  className="size-5 text-muted-foreground"
                  aria-label={`Take ${name} from ${teamName}`}
                  onClick={() =>
                    give.run({ organization, serviceId: id, teamId: null, name, team: teamName })
                  }
                >
                  <XIcon aria-hidden />
                </Button>
              )}
            </Badge>
          </li>
        );
      })}
    </ul>
  );
}
