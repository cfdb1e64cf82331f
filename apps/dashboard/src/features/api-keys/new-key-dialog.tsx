import { apiKeyInput } from "@fanal/contract";
import { type ApiKeyScope, apiKeyScopes } from "@fanal/domain";
import { Checkbox } from "@fanal/ui/components/checkbox";
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { useId, useState } from "react";
import { FormDialog } from "../../components/form-dialog.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { ShownOnce } from "../../components/shown-once.tsx";
import { TimeField } from "../../components/time-field.tsx";
import { sentenceOf } from "../../lib/errors.ts";
import { focusFirstProblem, problemOf, required } from "../../lib/forms.ts";
import { localInputValue, momentOfInput } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";
import { scopeWords } from "./scopes.ts";
import { useCreateApiKey } from "./writes.ts";

const nameField = required("Name what will use it, so that others know.", apiKeyInput.shape.name);

/** Makes a key, then shows it the one time that it can be seen. */
export function NewKeyDialog({ organization, onClose }: { organization: string; onClose: () => void }) {
  const now = useNow();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<ApiKeyScope[]>(["read"]);
  const [expiresAt, setExpiresAt] = useState("");
  const [isChecked, setChecked] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [made, setMade] = useState<{ name: string; key: string | null } | null>(null);
  const create = useCreateApiKey((error) => setFailure(`Not made. ${sentenceOf(error)}`), setMade);
  const problems = {
    name: problemOf(nameField, name),
    scopes: scopes.length === 0 ? "Choose at least one." : null,
    expiresAt:
      expiresAt !== "" && momentOfInput(expiresAt) <= now
        ? "This is over already. Choose a later time."
        : null,
  };
  const shown = isChecked ? problems : { name: null, scopes: null, expiresAt: null };

  function submit(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setFailure(null);
    setChecked(true);
    if (Object.values(problems).some((problem) => problem !== null))
      return focusFirstProblem(event.currentTarget);
    create.submit({
      organization,
      name,
      scopes,
      expiresAt: expiresAt === "" ? null : momentOfInput(expiresAt).toISOString(),
    });
  }

  function toggle(scope: ApiKeyScope, isOn: boolean) {
    setScopes((before) => (isOn ? [...before, scope] : before.filter((one) => one !== scope)));
  }

  if (made !== null) {
    return (
      <ShownOnce
        name={made.name}
        what="key"
        secret={made.key}
        help="Copy the key now and keep it where secrets are kept."
        onClose={onClose}
      />
    );
  }
  return (
    <FormDialog
      title="New API key"
      description="A program acts with it in this organization only, for as long as you may make keys."
      act="Make key"
      isBusy={create.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGroup>
        <FormFailure message={failure} />
        <Field data-invalid={shown.name !== null}>
          <FieldLabel htmlFor="key-name">Name</FieldLabel>
          <Input
            id="key-name"
            placeholder="Deploy pipeline"
            autoComplete="off"
            value={name}
            aria-invalid={shown.name !== null}
            aria-describedby="key-name-help"
            onChange={(event) => setName(event.target.value)}
          />
          <FieldDescription id="key-name-help">
            Stands beside what it does, in the audit log and on the updates that it posts.
          </FieldDescription>
          <FieldError>{shown.name}</FieldError>
        </Field>
        <fieldset className="flex flex-col gap-1.5">
          <legend className="mb-1.5 text-sm font-medium">Scopes</legend>
          {apiKeyScopes.map((scope) => (
            <ScopeOption
              key={scope}
              scope={scope}
              isChosen={scopes.includes(scope)}
              isInvalid={shown.scopes !== null}
              onChange={(isOn) => toggle(scope, isOn)}
            />
          ))}
          <FieldError>{shown.scopes}</FieldError>
        </fieldset>
        <TimeField
          label="Expires"
          help="Empty: it does not expire."
          value={expiresAt}
          min={localInputValue(now)}
          problem={shown.expiresAt}
          onChange={setExpiresAt}
        />
      </FieldGroup>
    </FormDialog>
  );
}

interface ScopeOptionProps {
  scope: ApiKeyScope;
  isChosen: boolean;
  isInvalid: boolean;
  onChange: (isChosen: boolean) => void;
}

function ScopeOption({ scope, isChosen, isInvalid, onChange }: ScopeOptionProps) {
  const id = useId();
  const { label, means } = scopeWords[scope];
  return (
    <div className="flex items-start gap-2 py-1">
      <Checkbox
        id={id}
        checked={isChosen}
        aria-invalid={isInvalid}
        aria-describedby={`${id}-means`}
        onCheckedChange={(checked) => onChange(checked === true)}
        className="mt-0.5"
      />
      <div className="flex min-w-0 flex-col">
        <label htmlFor={id} className="flex flex-wrap items-center gap-x-2 font-medium">
          {label} <code className="text-xs font-normal text-muted-foreground">{scope}</code>
        </label>
        <p id={`${id}-means`} className="text-xs text-muted-foreground">
          {means}
        </p>
      </div>
    </div>
  );
}
