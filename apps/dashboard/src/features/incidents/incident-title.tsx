import { type Incident, incidentInput } from "@fanal/contract";
import { FieldError } from "@fanal/ui/components/field";
import { type RefObject, useState } from "react";
import { problemOf, required } from "../../lib/forms.ts";

interface IncidentTitleProps {
  incident: Incident;
  /** Set while the title is being written. */
  isEditing: boolean;
  input: RefObject<HTMLInputElement | null>;
  onRename: (title: string) => void;
  onClose: () => void;
}

const form = required("Write a title, or press Esc to keep the old one.", incidentInput.shape.title);

/** The title, or the field to change it: Enter or leaving saves, Escape keeps the old one. */
export function IncidentTitle({ incident, isEditing, input, onRename, onClose }: IncidentTitleProps) {
  const [problem, setProblem] = useState<string | null>(null);
  if (!isEditing) return <h2 className="text-xl text-balance wrap-anywhere">{incident.title}</h2>;

  function close() {
    setProblem(null);
    onClose();
  }

  function save(written: string) {
    const found = problemOf(form, written);
    if (found !== null) return setProblem(found);
    if (written.trim() !== incident.title) onRename(written.trim());
    close();
  }

  return (
    <div className="flex flex-col gap-1">
      <input
        ref={input}
        aria-label="Title"
        aria-invalid={problem !== null}
        defaultValue={incident.title}
        onBlur={(event) => save(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") save(event.currentTarget.value);
          if (event.key === "Escape") close();
        }}
        className="w-full rounded-md bg-transparent text-xl pointer-coarse:h-11"
      />
      <FieldError>{problem}</FieldError>
    </div>
  );
}
