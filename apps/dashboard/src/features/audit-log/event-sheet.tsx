import type { AuditEvent } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@fanal/ui/components/sheet";
import { CopyIcon } from "lucide-react";
import { ActorName } from "../../components/audit/actor.tsx";
import { sentenceOf } from "../../components/audit/sentences.ts";
import { copyText } from "../../lib/copy-text.ts";
import { fullTime } from "../../lib/time.ts";
import { type Difference, differencesIn, factsIn } from "./differences.ts";
import type { AuditSearch } from "./queries.ts";
import { useNames } from "./use-names.ts";

interface EventSheetProps {
  event: AuditEvent;
  onNarrow: (to: AuditSearch) => void;
  onClose: () => void;
}

/** One event whole: before and after, and what proves it. */
export function EventSheet({ event, onNarrow, onClose }: EventSheetProps) {
  const nameOf = useNames();
  const { actor, address, createdAt, data, hash, position, subjectId, type } = event;
  return (
    <Sheet open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <SheetContent className="max-w-130">
        <SheetHeader>
          <SheetTitle className="wrap-anywhere first-letter:uppercase">{sentenceOf(event)}</SheetTitle>
          <SheetDescription>{fullTime(createdAt)}</SheetDescription>
        </SheetHeader>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard */}
        <div tabIndex={0} className="flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto px-5 pb-6">
          <Changes title="Before and after" lines={differencesIn(data, nameOf)} />
          <Changes title="Recorded beside it" lines={factsIn(data, nameOf)} />
          <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-y-2">
            <dt className="text-muted-foreground">Who</dt>
            <dd className="flex min-w-0 items-center justify-between gap-2">
              <ActorName actor={actor} />
              <Button
                variant="outline"
                size="xs"
                onClick={() =>
                  onNarrow({ actor: actor.kind === "system" ? "system" : (actor.id ?? "system") })
                }
              >
                Only theirs
              </Button>
            </dd>
            {subjectId !== null && (
              <>
                <dt className="text-muted-foreground">About</dt>
                <dd className="flex min-w-0 items-center justify-between gap-2">
                  <code className="truncate text-xs">{subjectId}</code>
                  <Button variant="outline" size="xs" onClick={() => onNarrow({ subjectId })}>
                    Only this
                  </Button>
                </dd>
              </>
            )}
            <dt className="text-muted-foreground">Address</dt>
            <dd className="font-mono text-xs leading-5">{address ?? "none"}</dd>
            <dt className="text-muted-foreground">Type</dt>
            <dd className="font-mono text-xs leading-5">{type}</dd>
            <dt className="text-muted-foreground">Position</dt>
            <dd className="tabular-nums">{position}</dd>
            <dt className="text-muted-foreground">Hash</dt>
            <dd className="font-mono text-xs leading-5 wrap-anywhere">{hash}</dd>
          </dl>
          <div>
            <Button
              variant="outline"
              size="sm"
              onClick={() => void copyText("Event", JSON.stringify(event, null, 2))}
            >
              <CopyIcon aria-hidden /> Copy as JSON
            </Button>
          </div>
        </div>
      </SheetContent>
    </Sheet>
  );
}

function Changes({ title, lines }: { title: string; lines: Difference[] }) {
  if (lines.length === 0) return null;
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-xs font-medium text-muted-foreground">{title}</h3>
      <dl className="flex flex-col gap-3">
        {lines.map(({ field, before, after }) => (
          <div key={field} className="flex min-w-0 flex-col gap-1">
            <dt className="text-sm font-medium first-letter:uppercase">{field}</dt>
            {before !== undefined && (
              <dd className="text-muted-foreground">
                <span className="sr-only">Before: </span>
                <del className="font-mono text-xs whitespace-pre-wrap wrap-anywhere">{before}</del>
              </dd>
            )}
            {after !== undefined && (
              <dd>
                <span className="sr-only">After: </span>
                <ins className="font-mono text-xs whitespace-pre-wrap no-underline wrap-anywhere">
                  {after}
                </ins>
              </dd>
            )}
          </div>
        ))}
      </dl>
    </section>
  );
}
