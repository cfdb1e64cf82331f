import type { SubscriberImport } from "@fanal/contract";
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
import { useQuery } from "@tanstack/react-query";
import { ImportBar } from "../../components/import-bar.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { useOrganization } from "../../lib/use-organization.ts";
import { importQuery, importsQuery, type OfPage } from "./queries.ts";
import { useStopImport } from "./writes.ts";

/** A line for each import of the page that is running. */
export function RunningImports({ onOpen, ...page }: OfPage & { onOpen: (importId: string) => void }) {
  const { data: imports = [] } = useQuery(importsQuery(page));
  const running = imports.filter(({ state }) => state === "running");
  return running.map((one) => (
    <div key={one.id} className="flex shrink-0 items-center gap-3 border-b px-4 py-2">
      <ImportBar {...one} className="max-w-40 flex-1" />
      <span className="min-w-0 truncate text-muted-foreground tabular-nums">
        Importing {number(one.done)} of {number(one.total)}
      </span>
      <Button variant="ghost" size="xs" className="ml-auto" onClick={() => onOpen(one.id)}>
        Show
        <span className="sr-only">the import</span>
      </Button>
    </div>
  ));
}

interface ImportProgressDialogProps {
  importId: string;
  onClose: () => void;
}

const titles: Record<SubscriberImport["state"], string> = {
  running: "Importing subscribers",
  finished: "Import finished",
  stopped: "Import stopped",
};

/** How far an import is, and what was wrong with which line. It goes on when this is closed. */
export function ImportProgressDialog({ importId, onClose }: ImportProgressDialogProps) {
  const { slug: organization, can } = useOrganization();
  const { data: shown, isError, refetch } = useQuery(importQuery(organization, importId));
  const stop = useStopImport();
  const isRunning = shown?.state === "running";
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{titles[shown?.state ?? "running"]}</DialogTitle>
          <DialogDescription>
            {isRunning ? "You can close this: it goes on by itself." : whatFollows(shown)}
          </DialogDescription>
        </DialogHeader>
        <DialogBody className="flex flex-col gap-4">
          {isError && (
            <RefreshFailed what="the import" isKept={shown !== undefined} onRetry={() => void refetch()} />
          )}
          {shown !== undefined && (
            <>
              <div className="flex flex-col gap-2">
                <ImportBar {...shown} />
                <p role="status" className="text-muted-foreground tabular-nums">
                  {number(shown.done)} of {number(shown.total)} rows
                </p>
              </div>
              <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
                <Count label={shown.confirmation === "ask" ? "Asked by mail" : "Added"} count={shown.added} />
                <Count label="Subscribed already" count={shown.known} />
                <Count label="With an error" count={shown.refused} />
              </dl>
              {shown.errors.length > 0 && (
                <Errors errors={shown.errors} more={shown.refused - shown.errors.length} />
              )}
            </>
          )}
        </DialogBody>
        <DialogFooter>
          {isRunning && can("subscriber.write") && (
            <Button
              variant="outline"
              aria-disabled={stop.isPending}
              onClick={() => stop.submit({ organization, importId })}
            >
              Stop import
            </Button>
          )}
          <Button variant="outline" onClick={onClose}>
            Close
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function whatFollows(shown: SubscriberImport | undefined): string {
  return shown?.confirmation === "ask"
    ? "Whoever was asked is told of nothing before they say yes."
    : "Whoever was added is told from now on.";
}

function Count({ label, count }: { label: string; count: number }) {
  return (
    <>
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="tabular-nums">{number(count)}</dd>
    </>
  );
}

function Errors({ errors, more }: { errors: { line: number; message: string }[]; more: number }) {
  return (
    <section aria-labelledby="import-errors" className="flex min-h-0 flex-col gap-1.5">
      <h3 id="import-errors" className="font-medium">
        Errors by line
      </h3>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
        tabIndex={0}
        aria-labelledby="import-errors"
        className="max-h-60 overflow-y-auto rounded-md border px-3 py-1.5"
      >
        {errors.map(({ line, message }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they only ever grow
          <li key={index} className="flex gap-3 py-0.5">
            <span className="w-14 shrink-0 text-right text-muted-foreground tabular-nums">
              {number(line)}
            </span>
            <span className="min-w-0 wrap-anywhere">{message}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="text-xs text-muted-foreground">And {number(more)} more.</p>}
    </section>
  );
}

function number(value: number): string {
  return value.toLocaleString("en");
}
