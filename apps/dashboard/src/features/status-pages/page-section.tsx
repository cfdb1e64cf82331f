import { type StatusPage, statusPageInput } from "@fanal/contract";
import {
  Field,
  FieldContent,
  FieldDescription,
  FieldError,
  FieldGroup,
  FieldLabel,
} from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Switch } from "@fanal/ui/components/switch";
import { useState } from "react";
import { problemOf, required } from "../../lib/forms.ts";
import type { SavePage } from "./writes.ts";

interface SectionProps {
  page: StatusPage;
  canUpdate: boolean;
  onSave: SavePage;
}

const nameField = required(
  "Write a name. Until then the page keeps its old one.",
  statusPageInput.shape.name,
);
const zones = Intl.supportedValuesOf("timeZone");

export function PageSection({ page, canUpdate, onSave }: SectionProps) {
  const [name, setName] = useState(page.name);
  const [zone, setZone] = useState(page.timeZone);
  const [zoneError, setZoneError] = useState<string | null>(null);
  const nameProblem = problemOf(nameField, name);

  function saveName() {
    if (nameProblem === null && name.trim() !== page.name) onSave({ name: name.trim() });
  }

  function saveZone() {
    if (zone === page.timeZone) return setZoneError(null);
    if (zone !== "Etc/UTC" && !zones.includes(zone)) {
      return setZoneError("This time zone does not exist. Use a name such as Europe/Berlin.");
    }
    setZoneError(null);
    onSave({ timeZone: zone });
  }

  return (
    <section aria-labelledby="page-section" className="flex flex-col gap-4">
      <h2 id="page-section" className="text-lg">
        Page
      </h2>
      <FieldGroup>
        <Field data-invalid={nameProblem !== null}>
          <FieldLabel htmlFor="page-name">Name</FieldLabel>
          <Input
            id="page-name"
            value={name}
            readOnly={!canUpdate}
            aria-invalid={nameProblem !== null}
            onChange={(event) => setName(event.target.value)}
            onBlur={saveName}
            onKeyDown={(event) => event.key === "Enter" && saveName()}
          />
          <FieldError>{nameProblem}</FieldError>
        </Field>
        <Field data-invalid={zoneError !== null}>
          <FieldLabel htmlFor="page-zone">Time zone</FieldLabel>
          <Input
            id="page-zone"
            list="time-zones"
            value={zone}
            readOnly={!canUpdate}
            aria-invalid={zoneError !== null}
            aria-describedby="page-zone-help"
            onChange={(event) => setZone(event.target.value)}
            onBlur={saveZone}
            onKeyDown={(event) => event.key === "Enter" && saveZone()}
          />
          <datalist id="time-zones">
            {zones.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
          <FieldDescription id="page-zone-help">Days of the timeline begin at its midnight.</FieldDescription>
          <FieldError>{zoneError}</FieldError>
        </Field>
        <Field orientation="horizontal" className="max-w-110">
          <FieldContent>
            <FieldLabel htmlFor="page-adds">Add new services by themselves</FieldLabel>
            <FieldDescription>A service that is created appears on this page at once.</FieldDescription>
          </FieldContent>
          <Switch
            id="page-adds"
            checked={page.addsNewServices}
            disabled={!canUpdate}
            onCheckedChange={(addsNewServices) => onSave({ addsNewServices })}
          />
        </Field>
      </FieldGroup>
    </section>
  );
}
