import { limits } from "@fanal/contract";
import { derivedImpact, isOpen } from "@fanal/domain";
import { Field, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { useId } from "react";
import { CharacterCount } from "../../components/character-count.tsx";
import { ImpactSelect } from "../../components/impact-select.tsx";
import { MessageField } from "../../components/message-field.tsx";
import { ServicePicker } from "../../components/service-picker.tsx";
import { StateSelect } from "../../components/state-select.tsx";
import { TimeField } from "../../components/time-field.tsx";
import { duration, localInputValue, momentOfInput } from "../../lib/time.ts";
import type { Problems, Written } from "./draft.ts";
import { PromisePicker } from "./promise-picker.tsx";

interface DraftFieldsProps {
  draft: Written;
  problems: Problems;
  /** Whether it records what is over: that has an end, and no state or promise to choose. */
  isBackfilled: boolean;
  onChange: (change: Partial<Written>) => void;
}

export function DraftFields({ draft, problems, isBackfilled, onChange }: DraftFieldsProps) {
  const id = useId();
  const latest = localInputValue(new Date());
  return (
    <>
      <Field data-invalid={problems.title !== null} className="max-w-none">
        <FieldLabel htmlFor={`${id}-title`}>Title</FieldLabel>
        <Input
          id={`${id}-title`}
          value={draft.title}
          aria-invalid={problems.title !== null}
          onChange={(event) => onChange({ title: event.target.value })}
        />
        <CharacterCount text={draft.title} limit={limits.title} />
        <FieldError>{problems.title}</FieldError>
      </Field>
      <Field className="max-w-none">
        <span className="text-sm font-medium">Services</span>
        <ServicePicker chosen={draft.services} onChange={(services) => onChange({ services })} />
      </Field>
      <MessageField
        label="Message"
        value={draft.message}
        onChange={(message) => onChange({ message })}
        problem={problems.message}
      />
      <div className="flex flex-wrap gap-2">
        {!isBackfilled && <StateSelect value={draft.status} onChange={(status) => onChange({ status })} />}
        <ImpactSelect
          value={draft.impact}
          derived={derivedImpact(draft.services)}
          onChange={(impact) => onChange({ impact })}
        />
        {!isBackfilled && isOpen(draft.status) && (
          <PromisePicker value={draft.nextUpdateAt} onChange={(nextUpdateAt) => onChange({ nextUpdateAt })} />
        )}
      </div>
      <TimeField
        label="Started"
        value={draft.startedAt}
        max={latest}
        help={isBackfilled ? "In your time zone." : "In your time zone. Empty means when it is published."}
        problem={problems.startedAt}
        onChange={(startedAt) => onChange({ startedAt })}
      />
      {isBackfilled && (
        <TimeField
          label="Ended"
          value={draft.resolvedAt}
          max={latest}
          help={
            problems.startedAt === null && problems.resolvedAt === null
              ? `It lasted ${duration(momentOfInput(draft.startedAt).toISOString(), momentOfInput(draft.resolvedAt))}.`
              : undefined
          }
          problem={problems.resolvedAt}
          onChange={(resolvedAt) => onChange({ resolvedAt })}
        />
      )}
    </>
  );
}
