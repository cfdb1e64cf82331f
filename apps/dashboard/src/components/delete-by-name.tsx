import { Button } from "@fanal/ui/components/button";
import { Field, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { type SyntheticEvent, useRef, useState } from "react";
import { ConfirmDialog, type Question } from "./confirm-dialog.tsx";

/** A button for what nothing brings back: its name is typed before it goes. */
export function DeleteByName({ name, title, consequence, act, onAct }: Question & { name: string }) {
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);

  function write(text: string) {
    setTyped(text);
    setProblem(null);
  }

  function run(event: SyntheticEvent) {
    if (typed.trim() === name) return onAct(event);
    event.preventDefault();
    setProblem("This is not its name.");
    input.current?.focus();
  }

  return (
    <ConfirmDialog
      title={title}
      consequence={consequence}
      act={act}
      onAct={run}
      onClose={() => write("")}
      field={
        <Field data-invalid={problem !== null} className="px-5 pb-4">
          <FieldLabel htmlFor="delete-name" className="block wrap-anywhere">
            Type {name} to go on
          </FieldLabel>
          <Input
            ref={input}
            id="delete-name"
            autoComplete="off"
            value={typed}
            aria-invalid={problem !== null}
            onChange={(event) => write(event.target.value)}
          />
          <FieldError>{problem}</FieldError>
        </Field>
      }
    >
      <Button variant="outline">{act}…</Button>
    </ConfirmDialog>
  );
}
