import {
  type AlertSource,
  type AlertSourceInput,
  type AlertSourceSettings,
  alertSourceInput,
  type Service,
} from "@fanal/contract";
import {
  type AlertSourceKind,
  alertIncidentModes,
  alertSourceKindLabels,
  alertSourceKinds,
  serviceStatusLabels,
  signalStatuses,
} from "@fanal/domain";
import { Checkbox } from "@fanal/ui/components/checkbox";
import { Field, FieldDescription, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Label } from "@fanal/ui/components/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { StatusLabel } from "@fanal/ui/components/status-icon";
import { type FormEvent, useState } from "react";
import { FormDialog } from "../../components/form-dialog.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { MessageField } from "../../components/message-field.tsx";
import { SignalStatusField } from "../../components/signal-status-field.tsx";
import { TextSetting } from "../../components/text-setting.tsx";
import { sentenceOf } from "../../lib/errors.ts";
import { focusFirstProblem } from "../../lib/forms.ts";
import { pick } from "../../lib/pick.ts";
import { kindForms } from "./kinds/index.ts";
import { MappingRows } from "./mapping-rows.tsx";
import { incidentWords } from "./words.ts";
import { useCreateAlertSource, useUpdateAlertSource, type WithLink } from "./writes.ts";

interface AlertSourceDialogProps {
  organization: string;
  /** The one to change; a new one without. */
  source?: AlertSource | undefined;
  services: Service[];
  onMade: (made: WithLink) => void;
  onClose: () => void;
}

const nobody = "none";
const statusOptions = signalStatuses.map((status) => ({
  id: status,
  label: <StatusLabel status={status}>{serviceStatusLabels[status].label}</StatusLabel>,
}));

/** Adds a source of alerts, or changes how one is read. */
export function AlertSourceDialog({
  organization,
  source,
  services,
  onMade,
  onClose,
}: AlertSourceDialogProps) {
  const [written, setWritten] = useState(() => writtenIn(source));
  const [isChecked, setChecked] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const fail = (error: unknown) => setFailure(sentenceOf(error));
  const create = useCreateAlertSource(fail, (made) => {
    onClose();
    onMade(made);
  });
  const update = useUpdateAlertSource(fail, onClose);
  const checked = alertSourceInput.safeParse(written);
  const set = (change: Partial<AlertSourceInput>) => setWritten((before) => ({ ...before, ...change }));

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
    if (source === undefined) create.submit(input);
    else update.submit({ ...input, alertSourceId: source.id, version: source.version });
  }

  const serviceOptions = services.map(({ id, name }) => ({ id, label: name }));
  return (
    <FormDialog
      title={source === undefined ? "New alert source" : `Edit ${source.name}`}
      description="Alerts that fire set the status of services, and heal it when they are over."
      act={source === undefined ? "Add source" : "Save source"}
      size="lg"
      isBusy={create.isPending || update.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGroup>
        <FormFailure message={failure} />
        <TextSetting
          label="Name"
          placeholder="Alertmanager of Europe"
          value={written.name}
          problem={problemAt("name")}
          onChange={(name) => set({ name })}
        />
        <KindField
          kind={written.settings.kind}
          onChange={(kind) => set({ settings: kindForms[kind].initial })}
        />
        <KindFields
          settings={written.settings}
          problemOf={(name) => problemAt("settings", name)}
          onChange={(settings) => set({ settings })}
        />
        <MappingRows
          legend="Services"
          help="What is called like a service means that one. Say here what else means which."
          what="service"
          rows={written.services.map(({ value, serviceId }) => ({ value, target: serviceId }))}
          options={serviceOptions}
          problem={problemAt("services")}
          onChange={(rows) =>
            set({ services: rows.map(({ value, target }) => ({ value, serviceId: target })) })
          }
        />
        <Field>
          <FieldLabel htmlFor="alert-fallback">Alerts of any other service</FieldLabel>
          <Select
            value={written.fallbackServiceId ?? nobody}
            onValueChange={(id) => set({ fallbackServiceId: id === nobody ? null : id })}
          >
            <SelectTrigger id="alert-fallback">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              <SelectItem value={nobody}>Are left out</SelectItem>
              {serviceOptions.map(({ id, label }) => (
                <SelectItem key={id} value={id}>
                  {label}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </Field>
        <MappingRows
          legend="Severities"
          help="What each severity makes of a service."
          what="severity"
          rows={written.severities.map(({ value, status }) => ({ value, target: status }))}
          options={statusOptions}
          problem={problemAt("severities")}
          onChange={(rows) =>
            set({
              severities: rows.map(({ value, target }) => ({ value, status: pick(signalStatuses, target) })),
            })
          }
        />
        <SignalStatusField
          label="Any other severity"
          value={written.status}
          onChange={(status) => set({ status })}
        />
        <IncidentFields written={written} problemAt={problemAt} onChange={set} />
      </FieldGroup>
    </FormDialog>
  );
}

function KindField({ kind, onChange }: { kind: AlertSourceKind; onChange: (kind: AlertSourceKind) => void }) {
  return (
    <Field>
      <FieldLabel htmlFor="alert-kind">Posted by</FieldLabel>
      <Select value={kind} onValueChange={(value) => onChange(pick(alertSourceKinds, value))}>
        <SelectTrigger id="alert-kind">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {alertSourceKinds.map((one) => (
            <SelectItem key={one} value={one}>
              {alertSourceKindLabels[one]}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </Field>
  );
}

/** The form of a kind and its settings belong together, which the compiler sees for one kind at a time only. */
function KindFields<Kind extends AlertSourceKind>({
  settings,
  problemOf,
  onChange,
}: {
  settings: Extract<AlertSourceSettings, { kind: Kind }> & { kind: Kind };
  problemOf: (name: string) => string | null;
  onChange: (settings: AlertSourceSettings) => void;
}) {
  const { Fields } = kindForms[settings.kind];
  // Another kind has fields of its own, with what was typed in them.
  return <Fields key={settings.kind} settings={settings} problemOf={problemOf} onChange={onChange} />;
}

function IncidentFields({
  written,
  problemAt,
  onChange,
}: {
  written: AlertSourceInput;
  problemAt: (...path: string[]) => string | null;
  onChange: (change: Partial<AlertSourceInput>) => void;
}) {
  return (
    <>
      <Field>
        <FieldLabel htmlFor="alert-incidents">Alerts that fire together open</FieldLabel>
        <Select
          value={written.incidents}
          onValueChange={(value) => onChange({ incidents: pick(alertIncidentModes, value) })}
        >
          <SelectTrigger id="alert-incidents">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {alertIncidentModes.map((mode) => (
              <SelectItem key={mode} value={mode}>
                {incidentWords[mode]}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
        <FieldDescription>It ends with them, unless a person has taken it over.</FieldDescription>
      </Field>
      {written.incidents === "published" && (
        <Label className="flex min-h-7 items-center gap-2 font-normal pointer-coarse:min-h-11">
          <Checkbox
            checked={written.notify}
            onCheckedChange={(isOn) => onChange({ notify: isOn === true })}
          />
          Tell subscribers
        </Label>
      )}
      {written.incidents !== "none" && (
        <>
          <TextSetting
            label="Title"
            help="{{services}}, {{service}}, {{impact}} and {{alert}} are filled in."
            value={written.title}
            problem={problemAt("title")}
            onChange={(title) => onChange({ title })}
          />
          <MessageField
            label="Message"
            value={written.message}
            problem={problemAt("message")}
            onChange={(message) => onChange({ message })}
          />
        </>
      )}
    </>
  );
}

function writtenIn(source: AlertSource | undefined): AlertSourceInput {
  if (source !== undefined) {
    const { name, settings, services, fallbackServiceId, severities, status } = source;
    const { incidents, notify, title, message } = source;
    return {
      name,
      settings,
      services,
      fallbackServiceId,
      severities,
      status,
      incidents,
      notify,
      title,
      message,
    };
  }
  // The contract knows what a source begins with.
  const { name: _, ...rest } = alertSourceInput.parse({
    name: "A source",
    settings: kindForms.alertmanager.initial,
  });
  return { name: "", ...rest };
}
