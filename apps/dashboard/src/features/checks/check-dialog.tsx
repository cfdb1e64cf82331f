import { type Check, type CheckInput, type CheckSettingsOf, checkInput, type Service } from "@fanal/contract";
import type { CheckType } from "@fanal/domain";
import { Checkbox } from "@fanal/ui/components/checkbox";
import { Field, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Label } from "@fanal/ui/components/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { type FormEvent, useState } from "react";
import { DurationField } from "../../components/duration-field.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { SignalStatusField } from "../../components/signal-status-field.tsx";
import { TextSetting } from "../../components/text-setting.tsx";
import { secondsIn, type TypedDuration, typed } from "../../lib/durations.ts";
import { sentenceOf } from "../../lib/errors.ts";
import { focusFirstProblem } from "../../lib/forms.ts";
import type { TypeFieldsProps } from "./types/check-type.ts";
import { initialSettings, viewOf } from "./types/index.ts";
import { useCreateCheck, useUpdateCheck } from "./writes.ts";

interface CheckDialogProps {
  organization: string;
  /** The one to change; a new one without. */
  check?: Check | undefined;
  services: Service[];
  onClose: () => void;
}

/** As it stands in the form: numbers are what somebody typed. */
interface Written
  extends Omit<CheckInput, "periodSeconds" | "timeoutSeconds" | "failuresToConfirm" | "successesToRecover"> {
  period: TypedDuration;
  timeout: string;
  failures: string;
  successes: string;
}

/** Adds a check, or changes one. */
export function CheckDialog({ organization, check, services, onClose }: CheckDialogProps) {
  const [written, setWritten] = useState(() => writtenIn(check, services));
  const [isChecked, setChecked] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const fail = (error: unknown) => setFailure(sentenceOf(error));
  const create = useCreateCheck(fail, onClose);
  const update = useUpdateCheck(fail, onClose);
  const checked = checkInput.safeParse(inputOf(written));
  const set = (change: Partial<Written>) => setWritten((before) => ({ ...before, ...change }));

  /** What is wrong at a place of the form, once it was checked. */
  function problemAt(...path: string[]): string | null {
    const issue = checked.error?.issues.find((one) => path.every((name, at) => one.path[at] === name));
    return isChecked ? (issue?.message ?? null) : null;
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setFailure(null);
    setChecked(true);
    if (!checked.success) return focusFirstProblem(event.currentTarget);
    const input = { organization, ...checked.data };
    if (check === undefined) create.submit(input);
    else update.submit({ ...input, checkId: check.id, version: check.version });
  }

  const serviceProblem = isChecked && written.serviceId === "" ? "Add a service first." : null;
  return (
    <FormDialog
      title={check === undefined ? "New check" : `Edit ${check.name}`}
      description="Fanal asks this address again and again, and expects this answer."
      act={check === undefined ? "Add check" : "Save check"}
      size="lg"
      isBusy={create.isPending || update.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGroup>
        <FormFailure message={failure} />
        <div className="grid gap-3 sm:grid-cols-2">
          <TextSetting
            label="Name"
            placeholder="Front door"
            value={written.name}
            problem={problemAt("name")}
            onChange={(name) => set({ name })}
          />
          <ServiceField
            services={services}
            value={written.serviceId}
            problem={serviceProblem}
            onChange={(serviceId) => set({ serviceId })}
          />
        </div>
        <TypeFields
          settings={written.settings}
          problemOf={(name) => problemAt("settings", name)}
          onChange={(settings) => set({ settings })}
        />
        <div className="grid gap-3 sm:grid-cols-2">
          <DurationField
            label="Runs every"
            value={written.period}
            problem={problemAt("periodSeconds")}
            onChange={(period) => set({ period })}
          />
          <TextSetting
            label="Timeout in seconds"
            value={written.timeout}
            problem={problemAt("timeoutSeconds")}
            onChange={(timeout) => set({ timeout })}
          />
          <TextSetting
            label="Down after failures in a row"
            value={written.failures}
            problem={problemAt("failuresToConfirm")}
            onChange={(failures) => set({ failures })}
          />
          <TextSetting
            label="Up after successes in a row"
            value={written.successes}
            problem={problemAt("successesToRecover")}
            onChange={(successes) => set({ successes })}
          />
        </div>
        <SignalStatusField
          label="While it is down, the service is"
          value={written.status}
          onChange={(status) => set({ status })}
        />
        <div className="flex flex-col gap-1">
          <Label className="flex min-h-7 items-center gap-2 font-normal pointer-coarse:min-h-11">
            <Checkbox
              checked={written.draftsIncident}
              onCheckedChange={(isOn) => set({ draftsIncident: isOn === true })}
            />
            Draft an incident when it is down
          </Label>
          <Label className="flex min-h-7 items-center gap-2 font-normal pointer-coarse:min-h-11">
            <Checkbox
              checked={written.measures}
              onCheckedChange={(isOn) => set({ measures: isOn === true })}
            />
            Keep its response time as a metric
          </Label>
        </div>
      </FieldGroup>
    </FormDialog>
  );
}

interface ServiceFieldProps {
  services: Service[];
  value: string;
  problem: string | null;
  onChange: (serviceId: string) => void;
}

function ServiceField({ services, value, problem, onChange }: ServiceFieldProps) {
  return (
    <Field data-invalid={problem !== null}>
      <FieldLabel htmlFor="check-service">Service</FieldLabel>
      <Select value={value} onValueChange={onChange}>
        <SelectTrigger id="check-service" aria-invalid={problem !== null}>
          <SelectValue placeholder="Choose a service" />
        </SelectTrigger>
        <SelectContent>
          {services.map(({ id, name }) => (
            <SelectItem key={id} value={id}>
              {name}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      <FieldError>{problem}</FieldError>
    </Field>
  );
}

/** The fields of the type that the settings are of. */
function TypeFields<Type extends CheckType>(props: TypeFieldsProps<CheckSettingsOf<Type> & { type: Type }>) {
  const { Fields } = viewOf<Type>(props.settings);
  return <Fields {...props} />;
}

function writtenIn(check: Check | undefined, services: Service[]): Written {
  return {
    serviceId: check?.serviceId ?? services[0]?.id ?? "",
    name: check?.name ?? "",
    settings: check?.settings ?? initialSettings("http"),
    period: typed(check?.periodSeconds ?? 60),
    timeout: String(check?.timeoutSeconds ?? 10),
    failures: String(check?.failuresToConfirm ?? 2),
    successes: String(check?.successesToRecover ?? 1),
    status: check?.status ?? "major_outage",
    draftsIncident: check?.draftsIncident ?? false,
    measures: check?.measures ?? true,
    isPaused: check?.isPaused ?? false,
  };
}

function inputOf({ period, timeout, failures, successes, ...rest }: Written): CheckInput {
  return {
    ...rest,
    periodSeconds: secondsIn(period),
    timeoutSeconds: numberIn(timeout),
    failuresToConfirm: numberIn(failures),
    successesToRecover: numberIn(successes),
  };
}

/** Not a number where none was typed, which no schema takes. */
function numberIn(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}
