import type { Report } from "@fanal/contract";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@fanal/ui/components/table";
import { statusLooks } from "@fanal/ui/lib/status";
import { useState } from "react";
import { uptimeWords } from "../../lib/uptime-words.ts";
import { meanWords, secondsWords, troubles } from "./figures.ts";
import { dateWords, monthWords } from "./period.ts";

/** What the charts show as numbers, newest first, for whom they say nothing. */
export function ReportTables({ report, by }: { report: Report; by: "day" | "month" }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit rounded-md py-1 text-muted-foreground hover:text-foreground">
        As tables
      </summary>
      {isOpen && (
        <div className="flex flex-col gap-6 pt-2">
          <Scrolled label={`Uptime by ${by} as a table`}>
            <Table>
              <TableHeader>
                <TableRow>
                  <TableHead>{by === "day" ? "Day" : "Month"}</TableHead>
                  <TableHead className="text-right">Uptime</TableHead>
                  {troubles.map((status) => (
                    <TableHead key={status} className="text-right">
                      {statusLooks[status].word}
                    </TableHead>
                  ))}
                </TableRow>
              </TableHeader>
              <TableBody>
                {report.periods.toReversed().map(({ date, uptime, seconds }) => (
                  <TableRow key={date}>
                    <TableCell className="whitespace-nowrap tabular-nums">{dateWords(date, by)}</TableCell>
                    <TableCell className="text-right whitespace-nowrap tabular-nums">
                      {uptime === null ? "No data" : uptimeWords(uptime)}
                    </TableCell>
                    {troubles.map((status) => (
                      <TableCell key={status} className="text-right whitespace-nowrap tabular-nums">
                        {secondsWords(seconds[status])}
                      </TableCell>
                    ))}
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </Scrolled>
          <Scrolled label="Incidents by month as a table">
            <Table>
              <TableHeader>
                <TableRow>
                  <TableHead>Month</TableHead>
                  <TableHead className="text-right">Incidents</TableHead>
                  <TableHead className="text-right">Resolved</TableHead>
                  <TableHead className="text-right">Mean time to resolve</TableHead>
                </TableRow>
              </TableHeader>
              <TableBody>
                {report.months.toReversed().map(({ month, count, resolved, meanSecondsToResolve }) => (
                  <TableRow key={month}>
                    <TableCell className="whitespace-nowrap">{monthWords(month, "short")}</TableCell>
                    <TableCell className="text-right tabular-nums">{count}</TableCell>
                    <TableCell className="text-right tabular-nums">{resolved}</TableCell>
                    <TableCell className="text-right whitespace-nowrap tabular-nums">
                      {meanWords(meanSecondsToResolve)}
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </Scrolled>
        </div>
      )}
    </details>
  );
}

function Scrolled({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
      tabIndex={0}
      className="max-h-96 overflow-auto"
    >
      {children}
    </section>
  );
}
