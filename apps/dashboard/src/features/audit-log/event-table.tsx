import type { AuditEvent } from "@fanal/contract";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@fanal/ui/components/table";
import { ownTimeZone } from "../../lib/own-time-zone.ts";
import { exactTime, zoneName } from "../../lib/time.ts";
import { useRowKeys } from "../../lib/use-row-keys.ts";
import { ActorName } from "./actor.tsx";
import { sentenceOf } from "./sentences.ts";

interface EventTableProps {
  events: AuditEvent[];
  onOpen: (event: AuditEvent) => void;
}

export function EventTable({ events, onOpen }: EventTableProps) {
  const rows = useRowKeys(
    events.map(({ position }) => String(position)),
    {},
  );
  return (
    <Table aria-label="Audit log">
      <TableHeader>
        <TableRow>
          <TableHead className="w-40 pl-4 max-sm:w-26">
            Time <span className="font-normal">({zoneName(ownTimeZone(), new Date())})</span>
          </TableHead>
          <TableHead className="w-44 max-md:hidden">Who</TableHead>
          <TableHead>What</TableHead>
          <TableHead className="w-36 pr-4 max-lg:hidden">Address</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {events.map((event) => (
          <TableRow key={event.position} className="relative hover:bg-accent">
            <TableCell className="pl-4 align-top tabular-nums text-muted-foreground md:align-middle md:whitespace-nowrap">
              <time dateTime={event.createdAt}>{exactTime(event.createdAt)}</time>
            </TableCell>
            <TableCell className="max-w-44 max-md:hidden">
              <ActorName actor={event.actor} />
            </TableCell>
            <TableCell>
              <span className="block text-muted-foreground md:hidden">
                <ActorName actor={event.actor} />
              </span>
              <button
                type="button"
                {...rows.row(String(event.position))}
                onClick={() => onOpen(event)}
                className="cursor-default text-left wrap-anywhere outline-none after:absolute after:inset-0 after:rounded-md focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
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
