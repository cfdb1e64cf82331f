import type { Confirmation, ImportField } from "@fanal/contract";
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
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@fanal/ui/components/table";
import { useQuery } from "@tanstack/react-query";
import { FileSpreadsheetIcon } from "lucide-react";
import { useRef, useState } from "react";
import { FormFailure } from "../../components/form-failure.tsx";
import { query } from "../../lib/api.ts";
import { sentenceOf } from "../../lib/errors.ts";
import type { OfPage } from "./queries.ts";
import { beginningOf, readCsv, rowsIn } from "./read-csv.ts";
import { Consent } from "./subscriber-dialog.tsx";
import { useStartImport } from "./writes.ts";

interface ImportDialogProps extends OfPage {
  onStarted: (importId: string) => void;
  onClose: () => void;
}

interface ChosenFile {
  name: string;
  csv: string;
  rows: number;
}

/** Chooses a file, shows how its first rows are read, and starts the import. */
export function ImportDialog({ organization, pageId, onStarted, onClose }: ImportDialogProps) {
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [confirmation, setConfirmation] = useState<Confirmation>("ask");
  const [failure, setFailure] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const preview = useQuery({
    ...query.subscriberImports.preview.queryOptions({
      input: { organization, pageId, csv: beginningOf(file?.csv ?? "") },
    }),
    enabled: file !== null,
    retry: false,
  });
  const start = useStartImport(
    (error) => setFailure(sentenceOf(error)),
    ({ id }) => onStarted(id),
  );
  const problem = failure ?? (preview.isError ? sentenceOf(preview.error) : null);

  async function choose(chosen: File | undefined) {
    if (chosen === undefined) return;
    setFailure(null);
    const csv = await readCsv(chosen);
    setFile({ name: chosen.name, csv, rows: rowsIn(csv) });
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent size="lg">
        <DialogHeader>
          <DialogTitle>Import subscribers</DialogTitle>
          <DialogDescription>
            A CSV file with a header. Columns: email, and if you like services (separated by “;”), language
            and shared.
          </DialogDescription>
        </DialogHeader>
        <DialogBody className="flex flex-col gap-4">
          <FormFailure message={problem} />
          <div className="flex min-w-0 items-center gap-3">
            <Button variant="outline" onClick={() => input.current?.click()}>
              <FileSpreadsheetIcon aria-hidden /> {file === null ? "Choose file" : "Choose another file"}
            </Button>
            <span className="min-w-0 truncate text-muted-foreground">
              {file?.name ?? "At most 100,000 rows."}
            </span>
            <input
              ref={input}
              type="file"
              accept=".csv,text/csv"
              aria-label="CSV file"
              className="sr-only"
              tabIndex={-1}
              onChange={(event) => {
                void choose(event.target.files?.[0]);
                // The same file again is a change too: somebody may have mended it.
                event.target.value = "";
              }}
            />
          </div>
          {preview.data !== undefined && file !== null && (
            <>
              <p className="-mb-2 text-muted-foreground tabular-nums">
                {rowWords(file.rows, preview.data.rows)}
              </p>
              <Preview {...preview.data} />
              <Consent value={confirmation} onChange={setConfirmation} />
            </>
          )}
        </DialogBody>
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            Cancel
          </Button>
          <Button
            aria-disabled={!preview.isSuccess || start.isPending}
            onClick={() => {
              if (preview.isSuccess && file !== null)
                start.submit({ organization, pageId, confirmation, csv: file.csv });
            }}
          >
            Import subscribers
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

/** "12,480 rows, the first 5 as they are read:" */
function rowWords(count: number, shown: readonly unknown[]): string {
  const rows = count === 1 ? "1 row" : `${count.toLocaleString("en")} rows`;
  return shown.length < count
    ? `${rows}, the first ${shown.length} as they are read:`
    : `${rows}, as they are read:`;
}

const fieldLabels: Record<ImportField, string> = {
  email: "E-mail address",
  services: "Services",
  language: "Language",
  shared: "Shared mailbox",
  channel: "Channel",
  state: "State",
};

interface PreviewProps {
  columns: { name: string; field: ImportField | null }[];
  rows: { line: number; values: string[]; problem: string | null }[];
}

function Preview({ columns, rows }: PreviewProps) {
  return (
    <div className="shrink-0 overflow-x-auto rounded-md border">
      <Table aria-label="First rows of the file">
        <TableHeader>
          <TableRow>
            <TableHead className="w-12 text-right">Line</TableHead>
            {columns.map(({ name, field }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <TableHead key={index} className={field === null ? "font-normal" : ""}>
                {field === null ? `${name} (not read)` : fieldLabels[field]}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map(({ line, values, problem }) => (
            <TableRow key={line}>
              <TableCell className="text-right text-muted-foreground tabular-nums">{line}</TableCell>
              {columns.map(({ field }, index) => (
                <TableCell
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                  key={index}
                  className={field === null ? "max-w-48 text-muted-foreground" : "max-w-48"}
                >
                  <span className="block truncate">{values[index]}</span>
                  {field === "email" && problem !== null && (
                    <span className="block text-xs whitespace-normal text-destructive">{problem}</span>
                  )}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
