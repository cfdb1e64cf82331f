import type { Team } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { UsersIcon } from "lucide-react";
import { useId, useState } from "react";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { NoneYet } from "../../components/none-yet.tsx";
import { PeopleTabs } from "../../components/people-tabs.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { query } from "../../lib/api.ts";
import { useCreation } from "../../lib/use-creation.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { NoticeTargets } from "./notice-targets.tsx";
import { TeamDialog } from "./team-dialog.tsx";
import { TeamSection } from "./team-section.tsx";

/** Who owns which services. */
export function TeamsView() {
  const { slug } = useOrganization();
  const list = useQuery(query.teams.list.queryOptions({ input: { organization: slug } }));
  const targets = useQuery(query.noticeTargets.list.queryOptions({ input: { organization: slug } }));
  const [named, setNamed] = useState<Team | "new" | null>(null);
  const onNew = useCreation("team", () => setNamed("new"));
  return (
    <>
      <ViewBar title="Teams" count={list.data?.length}>
        {onNew !== undefined && (
          <Button size="sm" onClick={onNew}>
            New team
          </Button>
        )}
      </ViewBar>
      <PeopleTabs organization={slug} />
      {list.isError && (
        <RefreshFailed what="teams" isKept={list.data !== undefined} onRetry={() => void list.refetch()} />
      )}
      {targets.isError && (
        <RefreshFailed
          what="notices"
          isKept={targets.data !== undefined}
          onRetry={() => void targets.refetch()}
        />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto py-2 pb-20 md:pb-6">
        {list.isPending && <ListSkeleton label="Loading teams" />}
        {list.data?.length === 0 && <NoTeams onWrite={onNew} />}
        <div className="flex flex-col gap-6">
          {list.data?.map((team) => (
            <TeamSection key={team.id} team={team} onRename={() => setNamed(team)} />
          ))}
          {list.data !== undefined && <AllServices />}
        </div>
      </div>
      {named !== null && (
        <TeamDialog
          organization={slug}
          team={named === "new" ? undefined : named}
          onClose={() => setNamed(null)}
        />
      )}
    </>
  );
}

/** Who is told of incidents on all services. */
function AllServices() {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <header className="mx-2 flex min-h-9 items-center rounded-md bg-muted px-2">
        <h2 id={heading} className="font-strong">
          All services
        </h2>
      </header>
      <NoticeTargets team={null} />
    </section>
  );
}

function NoTeams({ onWrite }: { onWrite: (() => void) | undefined }) {
  return (
    <NoneYet
      icon={UsersIcon}
      title="No teams yet"
      text="A team owns services, so that only its responders act on them. Until there is one, every responder acts on all."
    >
      {onWrite !== undefined && (
        <Button variant="outline" onClick={onWrite}>
          New team
        </Button>
      )}
    </NoneYet>
  );
}
