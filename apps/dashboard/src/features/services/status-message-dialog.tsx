import { limits, type Service, setStatusInput } from "@fanal/contract";
import { type ServiceStatus, serviceStatuses, serviceStatusLabels } from "@fanal/domain";
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
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { useState } from "react";
import { CharacterCount } from "../../components/character-count.tsx";
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
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent>
        <form noValidate className="contents" onSubmit={submit}>
          <DialogHeader>
            <DialogTitle>Set status of {service.name}</DialogTitle>
            <DialogDescription>Visitors see both at once.</DialogDescription>
          </DialogHeader>
          <DialogBody>
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
          </DialogBody>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit">Set status</Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
