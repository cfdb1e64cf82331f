import { limits, type Metric, metricInput } from "@fanal/contract";
import {
  Field,
  FieldContent,
  FieldDescription,
  FieldError,
  FieldGroup,
  FieldLabel,
} from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { Switch } from "@fanal/ui/components/switch";
import { type FormEvent, useRef, useState } from "react";
import { FormDialog } from "../../components/form-dialog.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { sentenceOf } from "../../lib/errors.ts";
import { focusFirstProblem, optional, problemOf, required } from "../../lib/forms.ts";
import { valueWords } from "./values.ts";
import { useCreateMetric, useUpdateMetric } from "./writes.ts";

interface MetricDialogProps {
  organization: string;
  /** The metric to edit; a new one without. */
  metric?: Metric | undefined;
  onCreated: (metric: Metric) => void;
  onClose: () => void;
}

const nameField = required("Write a name: what is measured?", metricInput.shape.name);
const unitField = optional(metricInput.shape.unit.unwrap());
const someValue = 1_204.517_362;

/** Says what is measured and how its values are written. */
export function MetricDialog({ organization, metric, onCreated, onClose }: MetricDialogProps) {
  const [written, setWritten] = useState({
    name: metric?.name ?? "",
    unit: metric?.unit ?? "",
    decimals: metric?.decimals ?? 0,
    isPublic: metric?.isPublic ?? false,
  });
  const [failure, setFailure] = useState<string | null>(null);
  const [isChecked, setChecked] = useState(false);
  const fields = useRef<HTMLDivElement>(null);
  const fail = (error: unknown) => setFailure(`Not saved. ${sentenceOf(error)}`);
  const create = useCreateMetric(fail, onCreated);
  const update = useUpdateMetric(fail, onClose);
  const problems = { name: problemOf(nameField, written.name), unit: problemOf(unitField, written.unit) };
  const shown = isChecked ? problems : { name: null, unit: null };

  function set(change: Partial<typeof written>) {
    setWritten((before) => ({ ...before, ...change }));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setFailure(null);
    setChecked(true);
    if (problems.name !== null || problems.unit !== null) return focusFirstProblem(fields.current);
    const values = { ...written, name: written.name.trim(), unit: written.unit.trim() };
    if (metric === undefined) create.submit({ organization, ...values });
    else update.submit({ organization, metricId: metric.id, version: metric.version, ...values });
  }

  return (
    <FormDialog
      title={metric === undefined ? "New metric" : "Edit metric"}
      description="Something that your systems measure and send: a response time, the length of a queue."
      act={metric === undefined ? "Create metric" : "Save metric"}
      isBusy={create.isPending || update.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGroup ref={fields}>
        <FormFailure message={failure} />
        <Field data-invalid={shown.name !== null}>
          <FieldLabel htmlFor="metric-name">Name</FieldLabel>
          <Input
            id="metric-name"
            placeholder="API response time"
            aria-invalid={shown.name !== null}
            value={written.name}
            onChange={(event) => set({ name: event.target.value })}
          />
          <FieldError>{shown.name}</FieldError>
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field data-invalid={shown.unit !== null}>
            <FieldLabel htmlFor="metric-unit">Unit</FieldLabel>
            <Input
              id="metric-unit"
              placeholder="ms"
              maxLength={limits.metricUnit}
              aria-invalid={shown.unit !== null}
              value={written.unit}
              onChange={(event) => set({ unit: event.target.value })}
            />
            <FieldError>{shown.unit}</FieldError>
          </Field>
          <Field>
            <FieldLabel htmlFor="metric-decimals">Decimals</FieldLabel>
            <Select
              value={String(written.decimals)}
              onValueChange={(decimals) => set({ decimals: Number(decimals) })}
            >
              <SelectTrigger id="metric-decimals" aria-describedby="metric-example">
                <SelectValue />
              </SelectTrigger>
              <SelectContent>
                {Array.from({ length: limits.metricDecimals + 1 }, (_, decimals) => String(decimals)).map(
                  (decimals) => (
                    <SelectItem key={decimals} value={decimals}>
                      {decimals}
                    </SelectItem>
                  ),
                )}
              </SelectContent>
            </Select>
          </Field>
        </div>
        <p id="metric-example" className="text-xs text-muted-foreground tabular-nums">
          Values are shown as {valueWords(someValue, written)}. What is kept is not rounded.
        </p>
        <Field orientation="horizontal">
          <FieldContent>
            <FieldLabel htmlFor="metric-public">Public</FieldLabel>
            <FieldDescription id="metric-public-help">
              Status pages that chose it show it. Choose it in a page’s Metrics.
            </FieldDescription>
          </FieldContent>
          <Switch
            id="metric-public"
            aria-describedby="metric-public-help"
            checked={written.isPublic}
            onCheckedChange={(isPublic) => set({ isPublic })}
          />
        </Field>
      </FieldGroup>
    </FormDialog>
  );
}
