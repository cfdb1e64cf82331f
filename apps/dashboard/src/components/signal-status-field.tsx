import { type SignalStatus, serviceStatusLabels, signalStatuses } from "@fanal/domain";
import { Field, FieldLabel } from "@fanal/ui/components/field";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { StatusLabel } from "@fanal/ui/components/status-icon";
import { useId } from "react";
import { pick } from "../lib/pick.ts";

interface SignalStatusFieldProps {
  label: string;
  value: SignalStatus;
  onChange: (status: SignalStatus) => void;
}

/** What a machine makes of a service. */
export function SignalStatusField({ label, value, onChange }: SignalStatusFieldProps) {
  const id = useId();
  return (
    <Field>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      <Select value={value} onValueChange={(chosen) => onChange(pick(signalStatuses, chosen))}>
        <SelectTrigger id={id}>
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {signalStatuses.map((status) => (
            <SelectItem key={status} value={status}>
              <StatusLabel status={status}>{serviceStatusLabels[status].label}</StatusLabel>
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </Field>
  );
}
