import type { Heartbeat } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import type { StatusName } from "@fanal/ui/lib/status";
import { EllipsisIcon, LinkIcon, PencilIcon, Trash2Icon } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { ListRow } from "../../components/list-row.tsx";
import { everyWords } from "../../lib/durations.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import type { RowHandle } from "../../lib/use-row-keys.ts";
import { stateWords } from "./words.ts";
import { useDeleteHeartbeat, useRenewLink, type WithLink } from "./writes.ts";

interface HeartbeatRowProps {
  heartbeat: Heartbeat;
  /** The name of its service. */
  service: string;
  handle: RowHandle;
  canWrite: boolean;
  onEdit: () => void;
  onRenewed: (made: WithLink) => void;
}

/** One heartbeat: what it says of its service, and when it was called last. */
export function HeartbeatRow({ heartbeat, service, handle, canWrite, onEdit, onRenewed }: HeartbeatRowProps) {
  const now = useNow();
  const { name, periodSeconds } = heartbeat;
  return (
    <ListRow
      name={`${name}, ${stateLabels[heartbeat.state].toLowerCase()}`}
      handle={handle}
      className="flex min-h-13 items-center gap-3 py-1.5 md:min-h-10"
    >
      <StatusIcon status={shownStatus(heartbeat)} label={stateLabels[heartbeat.state]} className="shrink-0" />
      <span className="flex min-w-0 flex-1 flex-col md:flex-row md:items-baseline md:gap-3">
        <span className="max-w-full truncate font-strong">{name}</span>
        <span className="min-w-0 max-w-full truncate text-muted-foreground">
          {service} · {everyWords(periodSeconds)}
        </span>
        <span className="text-muted-foreground tabular-nums md:ml-auto md:shrink-0">
          {stateWords(heartbeat, now)}
        </span>
      </span>
      {canWrite && <RowMenu heartbeat={heartbeat} onEdit={onEdit} onRenewed={onRenewed} />}
    </ListRow>
  );
}

const stateLabels: Record<Heartbeat["state"], string> = {
  waiting: "Waiting",
  on_time: "On time",
  late: "Late",
};

function shownStatus({ state, status }: Heartbeat): StatusName {
  if (state === "waiting") return "unknown";
  return state === "late" ? status : "operational";
}

function RowMenu({
  heartbeat,
  onEdit,
  onRenewed,
}: Pick<HeartbeatRowProps, "heartbeat" | "onEdit" | "onRenewed">) {
  const { slug: organization } = useOrganization();
  const [asked, setAsked] = useState<"renew" | "delete" | null>(null);
  const remove = useDeleteHeartbeat();
  const renew = useRenewLink(onRenewed);
  const { name } = heartbeat;
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={`More actions for ${name}`}>
            <EllipsisIcon aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={onEdit}>
            <PencilIcon aria-hidden /> Edit…
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setAsked("renew")}>
            <LinkIcon aria-hidden /> New link…
          </DropdownMenuItem>
          <DropdownMenuItem variant="destructive" onSelect={() => setAsked("delete")}>
            <Trash2Icon aria-hidden /> Delete…
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <ConfirmDialog
        isOpen={asked === "renew"}
        onClose={() => setAsked(null)}
        title={`Give ${name} a new link?`}
        consequence="The link before stops working at once. The heartbeat is late until the new one is called."
        act="Make new link"
        onAct={() => renew.run({ organization, heartbeat })}
      />
      <ConfirmDialog
        isOpen={asked === "delete"}
        onClose={() => setAsked(null)}
        title={`Delete ${name}?`}
        consequence="Its link stops working, and what it says of its service is cleared. This cannot be undone."
        act="Delete heartbeat"
        onAct={() => remove.run({ organization, heartbeat })}
      />
    </>
  );
}
