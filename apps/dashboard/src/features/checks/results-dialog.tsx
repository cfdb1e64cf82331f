import type { Check, CheckResult } from "@fanal/contract";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@fanal/ui/components/dialog";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { useQuery } from "@tanstack/react-query";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { exactTime } from "../../lib/time.ts";
import { responseWords } from "./words.ts";
import { checkQuery } from "./writes.ts";

interface ResultsDialogProps {
  organization: string;
  check: Check;
  onClose: () => void;
}

/** What the newest runs of a check found. */
export function ResultsDialog({ organization, check, onClose }: ResultsDialogProps) {
  const found = useQuery(checkQuery(organization, check.id));
  const results = found.data?.results;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent size="lg">
        <DialogHeader>
          <DialogTitle>Results of {check.name}</DialogTitle>
          <DialogDescription>The newest ones, at most 20.</DialogDescription>
        </DialogHeader>
        <DialogBody className="pb-4">
          {found.isError && (
            <RefreshFailed
              what="results"
              isKept={results !== undefined}
              onRetry={() => void found.refetch()}
            />
          )}
          {found.isPending && <ListSkeleton label="Loading results" />}
          {results?.length === 0 && (
            <p className="text-muted-foreground">It has not run yet. Results stand here a moment later.</p>
          )}
          {results !== undefined && results.length > 0 && (
            <ul aria-label={`Results of ${check.name}`} className="flex flex-col gap-1">
              {results.map((result) => (
                <ResultRow key={result.at} result={result} />
              ))}
            </ul>
          )}
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}

function ResultRow({ result }: { result: CheckResult }) {
  const { at, isUp, problem } = result;
  return (
    <li className="flex items-baseline gap-3 py-1">
      <StatusIcon
        status={isUp ? "operational" : "major_outage"}
        label={isUp ? "Well" : "Failed"}
        size={14}
        className="mt-0.75 shrink-0 self-start"
      />
      <time dateTime={at} className="shrink-0 text-muted-foreground tabular-nums">
        {exactTime(at)}
      </time>
      <span className="min-w-0 wrap-anywhere">{problem}</span>
      {isUp && <span className="ml-auto shrink-0 tabular-nums">{responseWords(result)}</span>}
    </li>
  );
}
