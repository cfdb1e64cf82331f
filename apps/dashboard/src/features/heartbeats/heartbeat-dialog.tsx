import { type Heartbeat, heartbeatInput, type Service } from "@fanal/contract";
import type { SignalStatus } from "@fanal/domain";
import { Checkbox } from "@fanal/ui/components/checkbox";
import { Field, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Label } from "@fanal/ui/components/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { type FormEvent, useState } from "react";
import { DurationField } from "../../components/duration-field.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { SignalStatusField } from "../../components/signal-status-field.tsx";
import { secondsIn, typed } from "../../lib/durations.ts";
import { sentenceOf } from "../../lib/errors.ts";
import { focusFirstProblem, problemOf, required } from "../../lib/forms.ts";
import { useCreateHeartbeat, useUpdateHeartbeat, type WithLink } from "./writes.ts";

interface HeartbeatDialogProps {
  organization: string;
  /** The one to change; a new one without. */
  heartbeat?: Heartbeat | undefined;
  services: Service[];
  onMade: (made: WithLink) => void;
  onClose: () => void;
}

const nameField = required("Name what calls, so that others know.", heartbeatInput.shape.name);
const periodField = heartbeatInput.shape.periodSeconds;
const graceField = heartbeatInput.shape.graceSeconds.unwrap();

/** Adds a heartbeat, or changes one. */
export function HeartbeatDialog({
  organization,
  heartbeat,
  services,
  onMade,
  onClose,
}: HeartbeatDialogProps) {
  const [name, setName] = useState(heartbeat?.name ?? "");
  const [serviceId, setServiceId] = useState(heartbeat?.serviceId ?? services[0]?.id ?? "");
  const [period, setPeriod] = useState(typed(heartbeat?.periodSeconds ?? 3_600));
  const [grace, setGrace] = useState(typed(heartbeat?.graceSeconds ?? 300));
  const [status, setStatus] = useState<SignalStatus>(heartbeat?.status ?? "major_outage");
  const [draftsIncident, setDraftsIncident] = useState(heartbeat?.draftsIncident ?? false);
  const [isChecked, setChecked] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const fail = (error: unknown) => setFailure(sentenceOf(error));
  const create = useCreateHeartbeat(fail, (made) => {
    onClose();
    onMade(made);
  });
  const update = useUpdateHeartbeat(fail, onClose);
  const problems = {
    name: problemOf(nameField, name),
    service: serviceId === "" ? "Add a service first." : null,
    period: problemOf(periodField, secondsIn(period)),
    grace: problemOf(graceField, secondsIn(grace)),
  };
  const shown = isChecked ? problems : { name: null, service: null, period: null, grace: null };

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setFailure(null);
    setChecked(true);
    if (Object.values(problems).some((problem) => problem !== null))
      return focusFirstProblem(event.currentTarget);
    const settings = {
      name,
      serviceId,
      periodSeconds: secondsIn(period),
      graceSeconds: secondsIn(grace),
      status,
      draftsIncident,
    };
    if (heartbeat === undefined) create.submit({ organization, ...settings });
    else {
      const { id: heartbeatId, version } = heartbeat;
      update.submit({ organization, heartbeatId, version, ...settings });
    }
  }

  return (
    <FormDialog
      title={heartbeat === undefined ? "New heartbeat" : `Edit ${heartbeat.name}`}
      description="A job calls a link each time that it is done. What does not call is late."
      act={heartbeat === undefined ? "Add heartbeat" : "Save heartbeat"}
      isBusy={create.isPending || update.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGroup>
        <FormFailure message={failure} />
        <Field data-invalid={shown.name !== null}>
          <FieldLabel htmlFor="heartbeat-name">Name</FieldLabel>
          <Input
            id="heartbeat-name"
            placeholder="Nightly backup"
            autoComplete="off"
            value={name}
            aria-invalid={shown.name !== null}
            onChange={(event) => setName(event.target.value)}
          />
          <FieldError>{shown.name}</FieldError>
        </Field>
        <Field data-invalid={shown.service !== null}>
          <FieldLabel htmlFor="heartbeat-service">Service</FieldLabel>
          <Select value={serviceId} onValueChange={setServiceId}>
            <SelectTrigger id="heartbeat-service" aria-invalid={shown.service !== null}>
              <SelectValue placeholder="Choose a service" />
            </SelectTrigger>
            <SelectContent>
              {services.map(({ id, name: serviceName }) => (
                <SelectItem key={id} value={id}>
                  {serviceName}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
          <FieldError>{shown.service}</FieldError>
        </Field>
        <DurationField label="Called every" value={period} problem={shown.period} onChange={setPeriod} />
        <DurationField
          label="Grace"
          help="How much later it may come before it counts as late."
          value={grace}
          problem={shown.grace}
          onChange={setGrace}
        />
        <SignalStatusField label="While it is late, the service is" value={status} onChange={setStatus} />
        <Label className="flex min-h-7 items-center gap-2 font-normal pointer-coarse:min-h-11">
          <Checkbox checked={draftsIncident} onCheckedChange={(isOn) => setDraftsIncident(isOn === true)} />
          Draft an incident when it is late
        </Label>
      </FieldGroup>
    </FormDialog>
  );
}
