import type { Check } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Checkbox } from "@fanal/ui/components/checkbox";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuShortcut,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import type { StatusName } from "@fanal/ui/lib/status";
import { cn } from "@fanal/ui/lib/utils";
import { Link } from "@tanstack/react-router";
import {
  ChartLineIcon,
  CheckIcon,
  EllipsisIcon,
  HistoryIcon,
  PauseIcon,
  PencilIcon,
  PlayIcon,
  RefreshCwIcon,
  Trash2Icon,
  TriangleAlertIcon,
} from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { ListRow } from "../../components/list-row.tsx";
import { everyWords } from "../../lib/durations.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import type { RowHandle } from "../../lib/use-row-keys.ts";
import { ResultsDialog } from "./results-dialog.tsx";
import { subjectOf } from "./types/index.ts";
import { problemWords, stateWords } from "./words.ts";
import { useDeleteCheck, usePauseChecks, useRunCheck } from "./writes.ts";

interface CheckRowProps {
  check: Check;
  /** The name of its service. */
  service: string;
  handle: RowHandle;
  isSelected: boolean;
  /** Whether any row is: then each can be, also by touch. */
  isSelecting: boolean;
  /** Absent where one may only read. */
  onSelect: (() => void) | undefined;
  onEdit: (() => void) | undefined;
}

/** One check: what it says of its service, what it asks, and how the last run went. */
export function CheckRow(props: CheckRowProps) {
  const { check, service, handle, isSelected, isSelecting, onSelect, onEdit } = props;
  const now = useNow();
  const problem = problemWords(check);
  return (
    <ListRow
      name={[check.name, stateLabels[check.state].toLowerCase(), ...(isSelected ? ["selected"] : [])].join(
        ", ",
      )}
      handle={handle}
      className={cn(
        "group/row flex min-h-13 items-start gap-3 py-1.5 md:min-h-10",
        isSelected && "bg-primary/10 hover:bg-primary/10",
      )}
    >
      {onSelect !== undefined && (
        <Checkbox
          tabIndex={-1}
          aria-label={`Select ${check.name}`}
          checked={isSelected}
          onCheckedChange={onSelect}
          className={cn(
            "mt-1.5",
            !isSelecting &&
              "opacity-0 group-hover/row:opacity-100 group-focus-within/row:opacity-100 pointer-coarse:hidden",
          )}
        />
      )}
      <StatusIcon status={shownStatus(check)} label={stateLabels[check.state]} className="mt-1.5 shrink-0" />
      <div className="mt-1 flex min-w-0 flex-1 flex-col">
        <span className="flex min-w-0 flex-col md:flex-row md:items-baseline md:gap-3">
          <span className="max-w-full truncate font-strong">{check.name}</span>
          <span className="min-w-0 max-w-full truncate text-muted-foreground">
            {service} · {everyWords(check.periodSeconds)} · {subjectOf(check.settings)}
          </span>
          <span className="text-muted-foreground tabular-nums md:ml-auto md:shrink-0">
            {stateWords(check, now)}
          </span>
        </span>
        {problem !== null && (
          <span role="status" className="mt-1 flex gap-1.5 text-xs wrap-anywhere">
            <TriangleAlertIcon aria-hidden className="mt-px size-3.5 shrink-0 text-muted-foreground" />
            {problem}
          </span>
        )}
      </div>
      <RowMenu check={check} onSelect={onSelect} onEdit={onEdit} />
    </ListRow>
  );
}

const stateLabels: Record<Check["state"], string> = {
  waiting: "Waiting",
  up: "Up",
  down: "Down",
  paused: "Paused",
};

function shownStatus({ state, status }: Check): StatusName {
  if (state === "waiting" || state === "paused") return "unknown";
  return state === "down" ? status : "operational";
}

function RowMenu({ check, onSelect, onEdit }: Pick<CheckRowProps, "check" | "onSelect" | "onEdit">) {
  const { slug: organization } = useOrganization();
  const [opened, setOpened] = useState<"results" | "delete" | null>(null);
  const remove = useDeleteCheck();
  const { name, metricId } = check;
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={`More actions for ${name}`}>
            <EllipsisIcon aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => setOpened("results")}>
            <HistoryIcon aria-hidden /> Results…
          </DropdownMenuItem>
          {metricId !== null && (
            <DropdownMenuItem asChild>
              <Link to="/app/$organization/metrics/$metricId" params={{ organization, metricId }}>
                <ChartLineIcon aria-hidden /> Response time
              </Link>
            </DropdownMenuItem>
          )}
          {onSelect !== undefined && (
            <DropdownMenuItem onSelect={onSelect}>
              <CheckIcon aria-hidden /> Select <DropdownMenuShortcut>X</DropdownMenuShortcut>
            </DropdownMenuItem>
          )}
          {onEdit !== undefined && (
            <WriteItems check={check} onEdit={onEdit} onDelete={() => setOpened("delete")} />
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      {opened === "results" && (
        <ResultsDialog organization={organization} check={check} onClose={() => setOpened(null)} />
      )}
      <ConfirmDialog
        isOpen={opened === "delete"}
        onClose={() => setOpened(null)}
        title={`Delete ${name}?`}
        consequence="It runs no more, and what it says of its service is cleared. The metric of its response time stays. This cannot be undone."
        act="Delete check"
        onAct={() => remove.run({ organization, check })}
      />
    </>
  );
}

interface WriteItemsProps {
  check: Check;
  onEdit: () => void;
  onDelete: () => void;
}

function WriteItems({ check, onEdit, onDelete }: WriteItemsProps) {
  const { slug: organization } = useOrganization();
  const pause = usePauseChecks();
  const run = useRunCheck();
  return (
    <>
      {!check.isPaused && (
        <DropdownMenuItem onSelect={() => run.run({ organization, check })}>
          <RefreshCwIcon aria-hidden /> Run now
        </DropdownMenuItem>
      )}
      <DropdownMenuItem
        onSelect={() => pause.run({ organization, checks: [check], isPaused: !check.isPaused })}
      >
        {check.isPaused ? (
          <>
            <PlayIcon aria-hidden /> Resume
          </>
        ) : (
          <>
            <PauseIcon aria-hidden /> Pause
          </>
        )}
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={onEdit}>
        <PencilIcon aria-hidden /> Edit…
      </DropdownMenuItem>
      <DropdownMenuItem variant="destructive" onSelect={onDelete}>
        <Trash2Icon aria-hidden /> Delete…
      </DropdownMenuItem>
    </>
  );
}
