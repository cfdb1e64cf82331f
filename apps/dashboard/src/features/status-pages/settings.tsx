import { Field, FieldContent, FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { Switch } from "@fanal/ui/components/switch";
import { Textarea } from "@fanal/ui/components/textarea";
import { ToggleGroup, ToggleGroupItem } from "@fanal/ui/components/toggle-group";
import { type ReactNode, useId, useState } from "react";
import type { z } from "zod";
import { CharacterCount } from "../../components/character-count.tsx";
import { problemOf } from "../../lib/forms.ts";
import { pick } from "../../lib/pick.ts";
import { useEditor, useProblem } from "./editor.tsx";
import { useTyped } from "./use-typed.ts";

interface TextSettingProps {
  label: string;
  value: string;
  schema: z.ZodType<string, string>;
  help?: ReactNode;
  placeholder?: string;
  /** Of a text of several lines: the most characters that it may have. */
  limit?: number;
  /** Id of a list of suggestions. */
  list?: string;
  onSave: (value: string) => void;
}

/**
 * A text that saves itself when it is left. What is wrong is said when it is left, and until it is right the page keeps
 * what it had; Escape brings that back.
 */
export function TextSetting(props: TextSettingProps) {
  const { label, value, schema, help, placeholder, limit, list, onSave } = props;
  const { canUpdate } = useEditor();
  const id = useId();
  const { shown: text, isTyped, type, send, drop } = useTyped(value);
  const [isChecked, setChecked] = useState(false);
  const problem = isChecked && isTyped ? problemOf(schema, text) : null;
  useProblem(problem);
  if (!canUpdate) return <FixedSetting label={label}>{value === "" ? "None" : value}</FixedSetting>;

  function save() {
    if (!isTyped) return;
    const { data } = schema.safeParse(text);
    setChecked(data === undefined);
    if (data === undefined) return;
    if (data === value) return drop();
    send(data);
    onSave(data);
  }

  function onKeyDown(event: React.KeyboardEvent) {
    if (event.key === "Escape") drop();
    if (event.key === "Enter" && (limit === undefined || event.metaKey || event.ctrlKey)) save();
  }

  const control = {
    id,
    value: text,
    placeholder,
    "aria-invalid": problem !== null,
    "aria-describedby": help === undefined ? undefined : `${id}-help`,
    onChange: ({ target }: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => type(target.value),
    onBlur: save,
    onKeyDown,
  };
  return (
    <Field data-invalid={problem !== null}>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      {limit === undefined ? <Input {...control} list={list} /> : <Textarea {...control} />}
      {limit !== undefined && <CharacterCount text={text} limit={limit} />}
      {help !== undefined && <FieldDescription id={`${id}-help`}>{help}</FieldDescription>}
      <FieldError>{problem}</FieldError>
    </Field>
  );
}

interface Choice<Value extends string> {
  value: Value;
  label: string;
}

interface ChoiceSettingProps<Value extends string> {
  label: string;
  value: Value;
  choices: readonly Choice<Value>[];
  help?: ReactNode;
  onSave: (value: Value) => void;
}

/** One of a few, side by side. */
export function ToggleSetting<Value extends string>(props: ChoiceSettingProps<Value>) {
  const { label, value, choices, help, onSave } = props;
  const { canUpdate } = useEditor();
  const id = useId();
  if (!canUpdate) return <FixedSetting label={label}>{labelOf(choices, value)}</FixedSetting>;
  return (
    <Field>
      <span id={id} className="text-sm font-medium">
        {label}
      </span>
      <ToggleGroup
        type="single"
        aria-labelledby={id}
        value={value}
        onValueChange={(chosen) =>
          chosen !== "" && chosen !== value && onSave(pick(valuesOf(choices), chosen))
        }
      >
        {choices.map((choice) => (
          <ToggleGroupItem key={choice.value} value={choice.value}>
            {choice.label}
          </ToggleGroupItem>
        ))}
      </ToggleGroup>
      {help !== undefined && <FieldDescription>{help}</FieldDescription>}
    </Field>
  );
}

/** One of many. */
export function SelectSetting<Value extends string>(props: ChoiceSettingProps<Value>) {
  const { label, value, choices, help, onSave } = props;
  const { canUpdate } = useEditor();
  const id = useId();
  if (!canUpdate) return <FixedSetting label={label}>{labelOf(choices, value)}</FixedSetting>;
  return (
    <Field>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      <Select value={value} onValueChange={(chosen) => onSave(pick(valuesOf(choices), chosen))}>
        <SelectTrigger id={id} aria-describedby={help === undefined ? undefined : `${id}-help`}>
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {choices.map((choice) => (
            <SelectItem key={choice.value} value={choice.value}>
              {choice.label}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      {help !== undefined && <FieldDescription id={`${id}-help`}>{help}</FieldDescription>}
    </Field>
  );
}

interface SwitchSettingProps {
  label: string;
  help: ReactNode;
  isOn: boolean;
  onSave: (isOn: boolean) => void;
}

export function SwitchSetting({ label, help, isOn, onSave }: SwitchSettingProps) {
  const { canUpdate } = useEditor();
  const id = useId();
  if (!canUpdate) return <FixedSetting label={label}>{isOn ? "Yes" : "No"}</FixedSetting>;
  return (
    <Field orientation="horizontal" className="max-w-110">
      <FieldContent>
        <FieldLabel htmlFor={id}>{label}</FieldLabel>
        <FieldDescription id={`${id}-help`}>{help}</FieldDescription>
      </FieldContent>
      <Switch id={id} aria-describedby={`${id}-help`} checked={isOn} onCheckedChange={onSave} />
    </Field>
  );
}

/** What somebody may see but not change is text, not a control that does nothing. */
export function FixedSetting({ label, children }: { label: string; children: ReactNode }) {
  return (
    <dl className="flex flex-col gap-0.5">
      <dt className="text-xs text-muted-foreground">{label}</dt>
      <dd className="break-words whitespace-pre-line">{children}</dd>
    </dl>
  );
}

function valuesOf<Value extends string>(choices: readonly Choice<Value>[]): Value[] {
  return choices.map((choice) => choice.value);
}

function labelOf<Value extends string>(choices: readonly Choice<Value>[], value: Value): string {
  return choices.find((choice) => choice.value === value)?.label ?? value;
}
