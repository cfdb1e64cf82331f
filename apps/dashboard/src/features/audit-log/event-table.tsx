import type { AuditEvent } from "@fanal/contract";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@fanal/ui/components/table";
import { ActorName } from "../../components/audit/actor.tsx";
import { sentenceOf } from "../../components/audit/sentences.ts";
import { ownTimeZone } from "../../lib/own-time-zone.ts";
import { exactTime, zoneName } from "../../lib/time.ts";
import { useRowKeys } from "../../lib/use-row-keys.ts";

interface EventTableProps {
  events: AuditEvent[];
  onOpen: (event: AuditEvent) => void;
}

export function EventTable({ events, onOpen }: EventTableProps) {
  const rows = useRowKeys(
    events.map(({ position }) => String(position)),
    {},
  );
  const zone = zoneName(ownTimeZone(), new Date());
  return (
    <Table aria-label="Audit log" className="max-md:table-fixed">
      <TableHeader>
        <TableRow>
          <TableHead className="w-40 pl-4 max-md:hidden">
            Time <span className="font-normal">({zone})</span>
          </TableHead>
          <TableHead className="w-44 max-md:hidden">Who</TableHead>
          <TableHead className="max-md:px-4">
            What
            <span className="float-right font-normal md:hidden">Times in {zone}</span>
          </TableHead>
          <TableHead className="w-36 pr-4 max-lg:hidden">Address</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {events.map((event) => (
          <TableRow key={event.position} className="relative hover:bg-accent">
            <TableCell className="pl-4 whitespace-nowrap text-muted-foreground tabular-nums max-md:hidden">
              <time dateTime={event.createdAt}>{exactTime(event.createdAt)}</time>
            </TableCell>
            <TableCell className="max-w-44 max-md:hidden">
              <ActorName actor={event.actor} />
            </TableCell>
            <TableCell className="max-md:px-4 max-md:py-2">
              <span className="flex items-center justify-between gap-3 text-muted-foreground md:hidden">
                <ActorName actor={event.actor} />
                <time dateTime={event.createdAt} className="shrink-0 text-xs tabular-nums">
                  {exactTime(event.createdAt)}
                </time>
              </span>
              <button
                type="button"
                {...rows.row(String(event.position))}
                onClick={() => onOpen(event)}
                className="w-full cursor-default text-left wrap-anywhere outline-none after:absolute after:inset-0 after:rounded-md focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
              >
                {sentenceOf(event)}
              </button>
            </TableCell>
            <TableCell className="pr-4 font-mono text-xs text-muted-foreground max-lg:hidden">
              {event.address}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
