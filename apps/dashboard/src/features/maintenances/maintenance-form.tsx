import { limits, type Maintenance } from "@fanal/contract";
import { isActive, isOver } from "@fanal/domain";
import { FieldError } from "@fanal/ui/components/field";
import { CharacterCount } from "../../components/character-count.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { MessageField } from "../../components/message-field.tsx";
import { sentenceOf } from "../../lib/errors.ts";
import { AutomaticFields } from "./automatic-fields.tsx";
import type { Draft, DraftProblems } from "./draft.ts";
import { localWindowOf } from "./draft.ts";
import { fieldId } from "./field-id.ts";
import { OccurrenceList } from "./occurrence-list.tsx";
import { RepeatFields } from "./repeat-fields.tsx";
import { ServiceChips } from "./service-chips.tsx";
import { WindowFields } from "./window-fields.tsx";
import type { useWindowPreview } from "./window-preview.ts";

interface MaintenanceFormProps {
  draft: Draft;
  /** The maintenance that is changed; a new one without. */
  edited: Maintenance | null;
  problems: DraftProblems;
  failure: string | null;
  preview: ReturnType<typeof useWindowPreview>;
  messageInput: React.Ref<HTMLTextAreaElement>;
  onChange: (change: Partial<Draft>) => void;
}

/** Everything that makes a maintenance, from top to bottom as one thinks of it. */
export function MaintenanceForm(props: MaintenanceFormProps) {
  const { draft, edited, problems, failure, preview, onChange } = props;
  const isSeries = edited !== null && edited.series !== null;
  const repeats = !draft.isPast && (edited === null || !isOver(edited.status));
  const occurrences = preview.data?.occurrences ?? [];
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <FormFailure message={failure} />
      <div className="flex flex-col gap-1">
        <input
          id={fieldId("title")}
          aria-label="Title"
          aria-invalid={problems.title !== undefined}
          aria-describedby={`${fieldId("title")}-error`}
          placeholder="Database upgrade"
          value={draft.title}
          onChange={(event) => onChange({ title: event.target.value })}
          className="w-full rounded-md bg-transparent text-xl pointer-coarse:h-11"
        />
        <CharacterCount text={draft.title} limit={limits.title} />
        <FieldError id={`${fieldId("title")}-error`}>{problems.title}</FieldError>
      </div>
      {edited === null && (
        <MessageField
          label="Message"
          placeholder="Writing is not possible for up to 10 minutes. Reading works all the time."
          value={draft.message}
          problem={problems.message ?? null}
          input={props.messageInput}
          onChange={(message) => onChange({ message })}
        />
      )}
      <ServiceChips serviceIds={draft.serviceIds} onChange={(serviceIds) => onChange({ serviceIds })} />
      <WindowFields
        draft={draft}
        problems={problems}
        isStartFixed={edited !== null && isActive(edited.status)}
        onChange={onChange}
      />
      {repeats && (
        <RepeatFields
          repeat={draft.repeat}
          localStart={localWindowOf(draft).localStart}
          problems={problems}
          isSeries={isSeries}
          onChange={(repeat) => onChange({ repeat })}
        />
      )}
      {repeats && draft.repeat.kind !== "none" && (
        <>
          {preview.isError && (
            <p role="alert" className="text-xs text-destructive">
              {sentenceOf(preview.error)}
            </p>
          )}
          {occurrences.length > 0 && <OccurrenceList occurrences={occurrences} timeZone={draft.timeZone} />}
        </>
      )}
      {!draft.isPast && <AutomaticFields draft={draft} onChange={onChange} />}
    </div>
  );
}
