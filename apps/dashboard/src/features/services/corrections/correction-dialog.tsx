import { limits, type Service, uptimeCorrectionInput } from "@fanal/contract";
import {
  correctUptime,
  isRefusal,
  type ServiceStatus,
  serviceStatuses,
  serviceStatusLabels,
} from "@fanal/domain";
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { StatusLabel } from "@fanal/ui/components/status-icon";
import { useState } from "react";
import { CharacterCount } from "../../../components/character-count.tsx";
import { FormDialog } from "../../../components/form-dialog.tsx";
import { FormFailure } from "../../../components/form-failure.tsx";
import { TimeField } from "../../../components/time-field.tsx";
import { sentenceOf } from "../../../lib/errors.ts";
import { focusFirstProblem, problemOf, required } from "../../../lib/forms.ts";
import { pick } from "../../../lib/pick.ts";
import { localInputValue, momentOfInput } from "../../../lib/time.ts";
import { useOrganization } from "../../../lib/use-organization.ts";
import { CorrectionEffect } from "./correction-effect.tsx";
import { CorrectionList } from "./correction-list.tsx";
import { useCorrectUptime } from "./writes.ts";

const reasonField = required(
  "Say why: visitors read it beside the interval.",
  uptimeCorrectionInput.shape.reason,
);

interface CorrectionDialogProps {
  service: Service;
  onClose: () => void;
}

interface Written {
  /** Local date and time. */
  startedAt: string;
  endedAt: string;
  status: ServiceStatus;
  reason: string;
}

const nothing = { startedAt: null, endedAt: null, reason: null };

/** Says what a service was in a time that is over, and shows what was corrected before. */
export function CorrectionDialog({ service, onClose }: CorrectionDialogProps) {
  const { slug: organization } = useOrganization();
  const [written, setWritten] = useState<Written>({
    startedAt: "",
    endedAt: "",
    status: "operational",
    reason: "",
  });
  const [failure, setFailure] = useState<string | null>(null);
  const [isChecked, setChecked] = useState(false);
  const correct = useCorrectUptime((error) => setFailure(sentenceOf(error)), onClose);
  const now = new Date();
  const time = { startedAt: momentOfInput(written.startedAt), endedAt: momentOfInput(written.endedAt) };
  const timeProblems = problemsOfTime(time, now);
  const problems = { ...timeProblems, reason: problemOf(reasonField, written.reason) };
  const shown = isChecked ? problems : nothing;
  const isPossible = timeProblems.startedAt === null && timeProblems.endedAt === null;

  function set(change: Partial<Written>) {
    setWritten((before) => ({ ...before, ...change }));
  }

  function submit(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setFailure(null);
    setChecked(true);
    if (Object.values(problems).some((problem) => problem !== null))
      return focusFirstProblem(event.currentTarget);
    correct.submit({
      organization,
      serviceId: service.id,
      startedAt: time.startedAt.toISOString(),
      endedAt: time.endedAt.toISOString(),
      status: written.status,
      reason: written.reason,
    });
  }

  return (
    <FormDialog
      title={`Correct the uptime of ${service.name}`}
      description="What was recorded stays and counts no more. Visitors see the interval marked, with your reason."
      act="Correct uptime"
      isBusy={correct.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGroup>
        <FormFailure message={failure} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TimeField
            label="From"
            value={written.startedAt}
            max={localInputValue(now)}
            help="In your time zone."
            problem={shown.startedAt}
            onChange={(startedAt) => set({ startedAt })}
          />
          <TimeField
            label="Until"
            value={written.endedAt}
            max={localInputValue(now)}
            problem={shown.endedAt}
            onChange={(endedAt) => set({ endedAt })}
          />
        </div>
        <Field>
          <FieldLabel htmlFor="correction-status">What it was</FieldLabel>
          <Select
            value={written.status}
            onValueChange={(status) => set({ status: pick(serviceStatuses, status) })}
          >
            <SelectTrigger id="correction-status">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {serviceStatuses.map((status) => (
                <SelectItem key={status} value={status}>
                  <StatusLabel status={status}>{serviceStatusLabels[status].label}</StatusLabel>
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </Field>
        <Field data-invalid={shown.reason !== null}>
          <FieldLabel htmlFor="correction-reason">Reason</FieldLabel>
          <Input
            id="correction-reason"
            value={written.reason}
            placeholder="The outage was in our monitoring, not in the service."
            aria-invalid={shown.reason !== null}
            aria-describedby="correction-reason-help"
            onChange={(event) => set({ reason: event.target.value })}
          />
          <FieldDescription id="correction-reason-help">One line, for visitors.</FieldDescription>
          <CharacterCount text={written.reason} limit={limits.correctionReason} />
          <FieldError>{shown.reason}</FieldError>
        </Field>
        <CorrectionEffect serviceId={service.id} time={isPossible ? time : null} status={written.status} />
        <CorrectionList serviceId={service.id} />
      </FieldGroup>
    </FormDialog>
  );
}

function problemsOfTime(time: { startedAt: Date; endedAt: Date }, now: Date) {
  const isWritten = (at: Date) => !Number.isNaN(at.getTime());
  const startedAt = isWritten(time.startedAt) ? null : "Say from when.";
  const endedAt = isWritten(time.endedAt) ? null : "Say until when.";
  if (startedAt !== null || endedAt !== null) return { startedAt, endedAt };
  const corrected = correctUptime(time, { now });
  return { startedAt, endedAt: isRefusal(corrected) ? corrected.message : null };
}
