import type { AlertSource, Service } from "@fanal/contract";
import { alertSourceKindLabels } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import {
  BellRingIcon,
  CheckCheckIcon,
  EllipsisIcon,
  LinkIcon,
  PencilIcon,
  Trash2Icon,
  TriangleAlertIcon,
} from "lucide-react";
import { useState } from "react";
import { Age } from "../../components/age.tsx";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { ListRow } from "../../components/list-row.tsx";
import { serviceName } from "../../lib/service-name.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import type { RowHandle } from "../../lib/use-row-keys.ts";
import { receivedWords, troubleWords } from "./words.ts";
import { useClearAlertSource, useDeleteAlertSource, useRenewLink, type WithLink } from "./writes.ts";

interface AlertSourceRowProps {
  source: AlertSource;
  services: Service[];
  handle: RowHandle;
  canWrite: boolean;
  onEdit: () => void;
  onRenewed: (made: WithLink) => void;
}

/** A source of alerts: what became of what it posted last, and what fires. */
export function AlertSourceRow({
  source,
  services,
  handle,
  canWrite,
  onEdit,
  onRenewed,
}: AlertSourceRowProps) {
  const now = useNow();
  const trouble = troubleWords(source);
  return (
    <ListRow name={source.name} handle={handle} className="py-1.5">
      <div className="flex min-h-9 items-start gap-3">
        <BellRingIcon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
        <div className="flex min-w-0 flex-1 flex-col">
          <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
            <span className="max-w-full truncate font-strong">{source.name}</span>
            <span className="text-muted-foreground">{alertSourceKindLabels[source.settings.kind]}</span>
          </span>
          <span className="text-xs text-muted-foreground">{receivedWords(source, now)}</span>
          {trouble !== null && (
            <span role="status" className="mt-1 flex gap-1.5 text-xs wrap-anywhere">
              <TriangleAlertIcon aria-hidden className="mt-px size-3.5 shrink-0 text-muted-foreground" />
              {trouble}
            </span>
          )}
        </div>
        {canWrite && <RowMenu source={source} onEdit={onEdit} onRenewed={onRenewed} />}
      </div>
      {source.firing.length > 0 && (
        <ul aria-label={`Alerts of ${source.name} that fire`} className="mt-1 ml-7 flex flex-col gap-1 pb-1">
          {source.firing.map(({ title, serviceIds, status, since }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: alerts may be alike
            <li key={index} className="flex min-w-0 items-center gap-2 text-xs">
              <StatusIcon status={status} size={14} className="shrink-0" />
              <span className="min-w-0 truncate">{title}</span>
              <span className="min-w-0 truncate text-muted-foreground">
                {serviceIds.map((id) => serviceName(services, id)).join(", ")}
              </span>
              <Age time={since} className="ml-auto shrink-0 text-muted-foreground" />
            </li>
          ))}
        </ul>
      )}
    </ListRow>
  );
}

function RowMenu({
  source,
  onEdit,
  onRenewed,
}: Pick<AlertSourceRowProps, "source" | "onEdit" | "onRenewed">) {
  const { slug: organization } = useOrganization();
  const [asked, setAsked] = useState<"renew" | "clear" | "delete" | null>(null);
  const remove = useDeleteAlertSource();
  const renew = useRenewLink(onRenewed);
  const clear = useClearAlertSource();
  const { name } = source;
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
          {source.firing.length > 0 && (
            <DropdownMenuItem onSelect={() => setAsked("clear")}>
              <CheckCheckIcon aria-hidden /> Take all for over…
            </DropdownMenuItem>
          )}
          <DropdownMenuItem onSelect={() => setAsked("renew")}>
            <LinkIcon aria-hidden /> New link…
          </DropdownMenuItem>
          <DropdownMenuItem variant="destructive" onSelect={() => setAsked("delete")}>
            <Trash2Icon aria-hidden /> Delete…
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <ConfirmDialog
        isOpen={asked === "clear"}
        onClose={() => setAsked(null)}
        title={`Take all alerts of ${name} for over?`}
        consequence="What they say of services is cleared, and incidents that they opened end. Those that are posted again fire again."
        act="Take for over"
        onAct={() => clear.run({ organization, source })}
      />
      <ConfirmDialog
        isOpen={asked === "renew"}
        onClose={() => setAsked(null)}
        title={`Give ${name} a new link?`}
        consequence="The link before stops working at once. Nothing is heard until the new one is used."
        act="Make new link"
        onAct={() => renew.run({ organization, source })}
      />
      <ConfirmDialog
        isOpen={asked === "delete"}
        onClose={() => setAsked(null)}
        title={`Delete ${name}?`}
        consequence="Its link stops working, and what its alerts say of services is cleared. Incidents stay open. This cannot be undone."
        act="Delete source"
        onAct={() => remove.run({ organization, source })}
      />
    </>
  );
}
