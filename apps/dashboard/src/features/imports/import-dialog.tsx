import type { WholePastImport } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@fanal/ui/components/dialog";
import { Spinner } from "@fanal/ui/components/spinner";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@fanal/ui/components/table";
import { useQuery } from "@tanstack/react-query";
import { FormFailure } from "../../components/form-failure.tsx";
import { ImportBar } from "../../components/import-bar.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { useOrganization } from "../../lib/use-organization.ts";
import { kindLabels, number, sourceWords } from "./words.ts";
import { importQuery, useStartPastImport, useStopPastImport } from "./writes.ts";

interface ImportDialogProps {
  pastImportId: string;
  onClose: () => void;
}

/** What an import would make, how far it is, and what it made. It goes on when this is closed. */
export function ImportDialog({ pastImportId, onClose }: ImportDialogProps) {
  const { slug: organization, can } = useOrganization();
  const { data: shown, isError, refetch } = useQuery(importQuery(organization, pastImportId));
  const start = useStartPastImport();
  const stop = useStopPastImport();
  const isBusy = start.isPending || stop.isPending;
  const one = { organization, pastImportId };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent size="lg">
        <DialogHeader>
          <DialogTitle>{shown === undefined ? "Import" : titleOf(shown)}</DialogTitle>
          <DialogDescription>{shown === undefined ? "Loading…" : whatFollows(shown)}</DialogDescription>
        </DialogHeader>
        <DialogBody className="flex flex-col gap-4">
          {isError && (
            <RefreshFailed what="the import" isKept={shown !== undefined} onRetry={() => void refetch()} />
          )}
          {shown !== undefined && <Report shown={shown} />}
        </DialogBody>
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            Close
          </Button>
          {shown !== undefined && can("import.write") && (
            <>
              {(shown.state === "reading" || shown.state === "running") && (
                <Button variant="outline" aria-disabled={isBusy} onClick={() => stop.submit(one)}>
                  {shown.state === "reading" ? "Stop reading" : "Stop import"}
                </Button>
              )}
              {shown.state === "ready" && (
                <Button variant="outline" aria-disabled={isBusy} onClick={() => stop.submit(one)}>
                  Discard
                </Button>
              )}
              {shown.canStart && (
                <Button aria-disabled={isBusy} onClick={() => start.submit(one)}>
                  {shown.state === "ready" ? "Start import" : "Go on"}
                </Button>
              )}
            </>
          )}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function titleOf(shown: WholePastImport): string {
  const from = sourceWords(shown);
  switch (shown.state) {
    case "reading":
      return `Reading ${from}`;
    case "ready":
      return `What comes from ${from}`;
    case "running":
      return `Importing from ${from}`;
    case "finished":
      return `Imported from ${from}`;
    case "stopped":
      return `Import from ${from} stopped`;
    case "failed":
      return `${from} could not be read`;
  }
}

function whatFollows({ state, canStart, result }: WholePastImport): string {
  switch (state) {
    case "reading":
      return "Nothing is made by reading. You can close this: it goes on by itself.";
    case "ready":
      return "Nothing was made yet. Nobody will be told of what is imported.";
    case "running":
      return "You can close this: it goes on by itself. Nobody is told.";
    case "finished":
      return "Nobody was told. Old links to incidents lead to them here.";
    case "stopped":
      if (canStart) return "What was made stays. You can go on within a day.";
      return result.length > 0
        ? "What was made stays. Read it again to go on: nothing is made twice."
        : "Nothing was made.";
    case "failed":
      return "Nothing was made.";
  }
}

function Report({ shown }: { shown: WholePastImport }) {
  const { state, failure, plan, result, problems, done, total } = shown;
  const counts = result.length > 0 ? result : plan;
  const more = counts.reduce((sum, { refused }) => sum + refused, 0) - problems.length;
  return (
    <>
      <FormFailure message={failure} />
      {state === "reading" && (
        <p role="status" className="flex items-center gap-2 text-muted-foreground">
          <Spinner /> Reading page by page. A long history takes minutes.
        </p>
      )}
      {result.length > 0 && (
        <div className="flex flex-col gap-2">
          <ImportBar done={done} total={total} />
          <p role="status" className="text-muted-foreground tabular-nums">
            {number(done)} of {number(total)}
          </p>
        </div>
      )}
      {counts.length > 0 && (
        <div
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
          tabIndex={0}
          className="shrink-0 overflow-x-auto rounded-md border"
        >
          <Table aria-label={result.length > 0 ? "What was imported" : "What would be imported"}>
            <TableHeader>
              <TableRow>
                <TableHead>Kind</TableHead>
                <TableHead className="text-right whitespace-normal">
                  {result.length > 0 ? "Made" : "New"}
                </TableHead>
                <TableHead className="text-right whitespace-normal">Here already</TableHead>
                <TableHead className="text-right whitespace-normal">Not brought</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {counts.map((one) => (
                <TableRow key={one.kind}>
                  <TableCell>{kindLabels[one.kind]}</TableCell>
                  {(["added", "known", "refused"] as const).map((column) => (
                    <TableCell
                      key={column}
                      className={`text-right tabular-nums ${one[column] === 0 ? "text-muted-foreground" : ""}`}
                    >
                      {number(one[column])}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
      {state === "ready" && plan.some(({ kind, added }) => kind === "subscriber" && added > 0) && (
        <p className="text-muted-foreground">
          Subscribers who confirmed there are told from here from now on, without being asked again. That is
          right if they agreed to be told of your services; keep what shows it. Each message lets them
          unsubscribe.
        </p>
      )}
      {problems.length > 0 && <Problems problems={problems} more={more} />}
    </>
  );
}

function Problems({ problems, more }: { problems: WholePastImport["problems"]; more: number }) {
  return (
    <section aria-labelledby="import-problems" className="flex min-h-0 flex-col gap-1.5">
      <h3 id="import-problems" className="font-medium">
        What cannot be brought as it was
      </h3>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
        tabIndex={0}
        aria-labelledby="import-problems"
        className="max-h-60 min-h-16 overflow-y-auto rounded-md border px-3 py-1.5"
      >
        {problems.map(({ kind, name, message }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they only ever grow
          <li key={index} className="py-1 wrap-anywhere">
            <span className="text-muted-foreground">{kindLabels[kind]} · </span>
            <span className="font-medium">{name}</span>
            <span className="block text-muted-foreground">{message}</span>
          </li>
        ))}
      </ul>
      {more > 0 && problems.length >= 1_000 && (
        <p className="text-xs text-muted-foreground">And {number(more)} more.</p>
      )}
    </section>
  );
}
