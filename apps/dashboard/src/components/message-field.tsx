import { limits } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Field, FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Textarea } from "@fanal/ui/components/textarea";
import { cn } from "@fanal/ui/lib/utils";
import { type Ref, useId, useState } from "react";
import { useOrganization } from "../lib/use-organization.ts";
import { CharacterCount } from "./character-count.tsx";
import { MessagePreview } from "./message-preview.tsx";

interface MessageFieldProps {
  label: string;
  value: string;
  onChange: (message: string) => void;
  /** What is wrong with it, if something is. */
  problem?: string | null;
  help?: string;
  placeholder?: string;
  input?: Ref<HTMLTextAreaElement>;
  onFocus?: React.FocusEventHandler<HTMLTextAreaElement>;
  className?: string;
}

/** A text in Markdown with its name, and a look at what visitors will read. */
export function MessageField({ label, value, onChange, problem = null, help, ...props }: MessageFieldProps) {
  const { slug } = useOrganization();
  const id = useId();
  const [isPreviewing, setPreviewing] = useState(false);
  const isInvalid = problem !== null;
  return (
    <Field data-invalid={isInvalid} className="max-w-none">
      <div className="flex min-h-7 items-center justify-between gap-2">
        <FieldLabel htmlFor={id}>{label}</FieldLabel>
        <Button
          variant="ghost"
          size="xs"
          aria-pressed={isPreviewing}
          onClick={() => setPreviewing(!isPreviewing)}
        >
          {isPreviewing ? "Write" : "Preview"}
        </Button>
      </div>
      {isPreviewing ? (
        <div className="rounded-md border">
          <MessagePreview organization={slug} message={value} />
        </div>
      ) : (
        <Textarea
          ref={props.input}
          id={id}
          placeholder={props.placeholder}
          aria-invalid={isInvalid}
          aria-describedby={help === undefined ? undefined : `${id}-help`}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onFocus={props.onFocus}
          className={cn("min-h-28 text-base", props.className)}
        />
      )}
      {help !== undefined && <FieldDescription id={`${id}-help`}>{help}</FieldDescription>}
      <CharacterCount text={value} limit={limits.message} />
      <FieldError>{problem}</FieldError>
    </Field>
  );
}
