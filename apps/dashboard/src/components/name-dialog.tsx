import { Field, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { type FormEvent, useState } from "react";
import type { z } from "zod";
import { problemOf, required } from "../lib/forms.ts";
import { FormDialog } from "./form-dialog.tsx";

interface NameDialogProps {
  title: string;
  description: string;
  /** A good answer. */
  placeholder: string;
  /** The name that it has; without one it is new. */
  name?: string | undefined;
  /** What the contract takes as its name. */
  schema: z.ZodType<string, string>;
  /** The button: verb and noun. */
  act: string;
  /** What the server said of it; what was typed is kept. */
  failure?: string | null;
  isBusy?: boolean;
  onName: (name: string) => void;
  onClose: () => void;
}

/** Asks for the one thing that something new, or something renamed, needs. */
export function NameDialog({ placeholder, name, schema, failure, onName, ...dialog }: NameDialogProps) {
  const [written, setWritten] = useState(name ?? "");
  const [wrong, setWrong] = useState<string | null>(null);
  const problem = wrong ?? failure ?? null;

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = problemOf(required("Write a name.", schema), written);
    setWrong(found);
    if (found === null) onName(written.trim());
  }

  return (
    <FormDialog size="sm" {...dialog} onSubmit={submit}>
      <Field data-invalid={problem !== null}>
        <FieldLabel htmlFor="given-name">Name</FieldLabel>
        <Input
          id="given-name"
          placeholder={placeholder}
          value={written}
          aria-invalid={problem !== null}
          onChange={(event) => setWritten(event.target.value)}
        />
        <FieldError>{problem}</FieldError>
      </Field>
    </FormDialog>
  );
}
