import type { NoticeTarget } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { query } from "../../lib/api.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { NoticeDialog } from "./notice-dialog.tsx";
import { NoticeTargetRow } from "./notice-target-row.tsx";

interface NoticeTargetsProps {
  /** Of which team; `null`: of all services. */
  team: { id: string; name: string } | null;
}

/** Where a team is told of incidents on its services. */
export function NoticeTargets({ team }: NoticeTargetsProps) {
  const { slug: organization, can } = useOrganization();
  const list = useQuery(query.noticeTargets.list.queryOptions({ input: { organization } }));
  const [edited, setEdited] = useState<NoticeTarget | "new" | null>(null);
  const canWrite = can("team.write");
  const targets = list.data?.filter(({ teamId }) => teamId === (team?.id ?? null));
  const whose = team?.name ?? "all services";
  return (
    <div className="mt-1">
      <div className="mx-2 flex min-h-8 items-center gap-2 px-2">
        <h3 className="text-sm text-muted-foreground">Notices</h3>
        {canWrite && (
          <Button variant="ghost" size="sm" className="ml-auto" onClick={() => setEdited("new")}>
            Add notices
            <span className="sr-only"> to {whose}</span>
          </Button>
        )}
      </div>
      {list.isPending && <ListSkeleton label="Loading notices" rows={1} />}
      {targets?.length === 0 && (
        <p className="px-4 pb-2 text-muted-foreground">
          {team === null
            ? "Nobody is told of incidents on services of no team."
            : "Nobody is told when an incident on its services opens, or falls silent."}
        </p>
      )}
      {targets !== undefined && targets.length > 0 && (
        <ul aria-label={`Notices to ${whose}`}>
          {targets.map((target) => (
            <NoticeTargetRow key={target.id} target={target} whose={whose} onEdit={() => setEdited(target)} />
          ))}
        </ul>
      )}
      {edited !== null && (
        <NoticeDialog
          organization={organization}
          team={team}
          target={edited === "new" ? undefined : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}
