import { limits, type Service, setStatusInput } from "@fanal/contract";
import { type ServiceStatus, serviceStatuses, serviceStatusLabels } from "@fanal/domain";
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { useState } from "react";
import { CharacterCount } from "../../components/character-count.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { problemOf } from "../../lib/forms.ts";
import { pick } from "../../lib/pick.ts";

interface StatusMessageDialogProps {
  service: Service;
  onClose: () => void;
  onSet: (status: ServiceStatus, message: string) => void;
}

/** Sets a status and says why, in one line that stands in the page's timeline. */
export function StatusMessageDialog({ service, onClose, onSet }: StatusMessageDialogProps) {
  const [status, setStatus] = useState<ServiceStatus>(service.manualStatus);
  const [message, setMessage] = useState("");
  const [problem, setProblem] = useState<string | null>(null);

  function submit(event: React.FormEvent) {
    event.preventDefault();
    const written = message.trim();
    const found = written === "" ? null : problemOf(setStatusInput.shape.message, written);
    if (found !== null) return setProblem(found);
    onClose();
    onSet(status, written);
  }

  return (
    <FormDialog
      title={`Set status of ${service.name}`}
      description="Visitors see both at once."
      act="Set status"
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGroup>
        <Field>
          <FieldLabel htmlFor="status">Status</FieldLabel>
          <Select value={status} onValueChange={(value) => setStatus(pick(serviceStatuses, value))}>
            <SelectTrigger id="status">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {serviceStatuses.map((one) => (
                <SelectItem key={one} value={one}>
                  <StatusIcon status={one} /> {serviceStatusLabels[one].label}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </Field>
        <Field data-invalid={problem !== null}>
          <FieldLabel htmlFor="status-message">Message</FieldLabel>
          <Input
            id="status-message"
            value={message}
            aria-invalid={problem !== null}
            aria-describedby="status-message-help"
            placeholder="The index is being rebuilt."
            onChange={(event) => setMessage(event.target.value)}
          />
          <FieldDescription id="status-message-help">
            One line, shown in the page’s timeline.
          </FieldDescription>
          <CharacterCount text={message} limit={limits.statusMessage} />
          <FieldError>{problem}</FieldError>
        </Field>
      </FieldGroup>
    </FormDialog>
  );
}
