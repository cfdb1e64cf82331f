import { limits, type PastImportInput } from "@fanal/contract";
import { type ImportSource, importSourceNames, importSources } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { ToggleGroup, ToggleGroupItem } from "@fanal/ui/components/toggle-group";
import { useQuery } from "@tanstack/react-query";
import { FileJsonIcon } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { FormDialog } from "../../components/form-dialog.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { TextSetting } from "../../components/text-setting.tsx";
import { query } from "../../lib/api.ts";
import { sentenceOf } from "../../lib/errors.ts";
import { focusFirstProblem } from "../../lib/forms.ts";
import { sourceFields } from "./words.ts";
import { useReadPast } from "./writes.ts";

interface NewImportDialogProps {
  organization: string;
  onRead: (pastImportId: string) => void;
  onClose: () => void;
}

interface Written {
  source: ImportSource;
  by: "api" | "file";
  address: string;
  sourcePageId: string;
  key: string;
}

const empty: Written = {
  source: "statuspage",
  by: "api",
  address: "",
  sourcePageId: "",
  key: "",
};

/** Chooses a product and how it is read. Nothing is made by that. */
export function NewImportDialog({ organization, onRead, onClose }: NewImportDialogProps) {
  const pages = useQuery(query.statusPages.list.queryOptions({ input: { organization } }));
  const [written, setWritten] = useState(empty);
  const [chosenPage, setChosenPage] = useState<string | null>(null);
  const [file, setFile] = useState<{ name: string; text: string } | null>(null);
  const [isChecked, setChecked] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const fields = useRef<HTMLDivElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const read = useReadPast(
    (error) => setFailure(`Not read. ${sentenceOf(error)}`),
    ({ id }) => onRead(id),
  );
  const { source, by } = written;
  const words = sourceFields[source];
  const pageId = chosenPage ?? pages.data?.[0]?.id ?? "";
  const isKeyed = source === "statuspage" && by === "api";
  const problems = {
    page: pageId === "" ? "Make a status page first." : null,
    file: by === "file" && file === null ? "Choose a file." : null,
    address:
      words.address !== null && !/^https?:\/\/[^/\s]+/.test(written.address.trim())
        ? `Write its address, for example ${words.address.example}`
        : null,
    sourcePageId: isKeyed && written.sourcePageId.trim() === "" ? "Write the id of the page." : null,
    key: isKeyed && written.key.trim() === "" ? "Paste an API key." : null,
  };
  const shown = isChecked
    ? problems
    : { page: null, file: null, address: null, sourcePageId: null, key: null };

  function set(change: Partial<Written>) {
    setWritten((before) => ({ ...before, ...change }));
    setFailure(null);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setFailure(null);
    setChecked(true);
    if (Object.values(problems).some((problem) => problem !== null)) return focusFirstProblem(fields.current);
    const key = written.key.trim();
    const input: PastImportInput = {
      source,
      pageId,
      ...(words.address === null ? {} : { address: written.address.trim() }),
      ...(isKeyed ? { sourcePageId: written.sourcePageId.trim() } : {}),
      ...(by === "api" && key !== "" && source !== "uptime_kuma" ? { key } : {}),
      ...(by === "file" && file !== null ? { file: file.text } : {}),
    };
    read.submit({ organization, ...input });
  }

  return (
    <FormDialog
      title="New import"
      description="First it is read, and you see what would be made. Nothing is made before you start it."
      act="Read"
      isBusy={read.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGroup ref={fields}>
        <FormFailure message={failure} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field>
            <FieldLabel htmlFor="import-source">From</FieldLabel>
            <Select
              value={source}
              onValueChange={(value) => set({ source: importSources.find((one) => one === value) ?? source })}
            >
              <SelectTrigger id="import-source">
                <SelectValue />
              </SelectTrigger>
              <SelectContent>
                {importSources.map((one) => (
                  <SelectItem key={one} value={one}>
                    {importSourceNames[one]}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
          </Field>
          <Field data-invalid={shown.page !== null}>
            <FieldLabel htmlFor="import-page">To the status page</FieldLabel>
            <Select value={pageId} onValueChange={setChosenPage}>
              <SelectTrigger id="import-page" aria-invalid={shown.page !== null}>
                <SelectValue />
              </SelectTrigger>
              <SelectContent>
                {pages.data?.map(({ id, name }) => (
                  <SelectItem key={id} value={id}>
                    {name}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
            <FieldError>{shown.page}</FieldError>
          </Field>
        </div>
        <ToggleGroup
          type="single"
          aria-label="How it is read"
          value={by}
          onValueChange={(value) => {
            if (value === "api" || value === "file") set({ by: value });
          }}
        >
          <ToggleGroupItem value="api">{words.api}</ToggleGroupItem>
          <ToggleGroupItem value="file">Read a file</ToggleGroupItem>
        </ToggleGroup>
        {words.address !== null && (
          <TextSetting
            label={words.address.label}
            help={words.address.help}
            placeholder={words.address.example}
            type="url"
            value={written.address}
            problem={shown.address}
            onChange={(address) => set({ address })}
          />
        )}
        {isKeyed && (
          <TextSetting
            label="Page ID"
            help="On Statuspage below your avatar, under API info. Twelve letters and digits."
            placeholder="y2j98763l56x"
            maxLength={100}
            value={written.sourcePageId}
            problem={shown.sourcePageId}
            onChange={(sourcePageId) => set({ sourcePageId })}
          />
        )}
        {by === "api" && source !== "uptime_kuma" && (
          <TextSetting
            label={source === "cachet" ? "API key (optional)" : "API key"}
            help={
              source === "cachet"
                ? "Cachet hands out subscribers only with one. Forgotten once everything was read."
                : "Forgotten once everything was read."
            }
            type="password"
            maxLength={500}
            value={written.key}
            problem={shown.key}
            onChange={(key) => set({ key })}
          />
        )}
        {by === "file" && (
          <Field data-invalid={shown.file !== null}>
            <FieldLabel htmlFor="import-file">File</FieldLabel>
            <div className="flex min-w-0 items-center gap-3">
              <Button
                type="button"
                variant="outline"
                aria-invalid={shown.file !== null}
                onClick={() => chooser.current?.click()}
              >
                <FileJsonIcon aria-hidden /> {file === null ? "Choose file" : "Choose another file"}
              </Button>
              <span className="min-w-0 truncate text-muted-foreground">
                {file?.name ?? `At most ${limits.importFile / 1_000_000} MB.`}
              </span>
              <input
                ref={chooser}
                id="import-file"
                type="file"
                accept=".json,application/json"
                className="sr-only"
                tabIndex={-1}
                onChange={(event) => {
                  const [chosen] = event.target.files ?? [];
                  if (chosen !== undefined)
                    void chosen.text().then((text) => setFile({ name: chosen.name, text }));
                  setFailure(null);
                  // The same file again is a change too: somebody may have mended it.
                  event.target.value = "";
                }}
              />
            </div>
            <FieldDescription>{words.file}</FieldDescription>
            <FieldError>{shown.file}</FieldError>
          </Field>
        )}
      </FieldGroup>
    </FormDialog>
  );
}
