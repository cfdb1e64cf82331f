import {
  type Confirmation,
  confirmations,
  type StatusPage,
  type Subscriber,
  subscriberInput,
} from "@fanal/contract";
import { everything } from "@fanal/domain";
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { RadioGroup } from "@fanal/ui/components/radio-group";
import { type FormEvent, useState } from "react";
import { FormDialog } from "../../components/form-dialog.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { LanguageField } from "../../components/language-field.tsx";
import { sentenceOf } from "../../lib/errors.ts";
import { focusFirstProblem, problemOf, required } from "../../lib/forms.ts";
import { pick } from "../../lib/pick.ts";
import { Check, Choice, ChoicesFields } from "./choices-fields.tsx";
import { usePageParts } from "./use-page-parts.ts";
import { type ShownList, useAddSubscriber, useUpdateSubscriber } from "./writes.ts";

interface SubscriberDialogProps {
  list: ShownList;
  page: StatusPage;
  /** The one to change; a new one without. */
  subscriber?: Subscriber | undefined;
  onClose: () => void;
}

const emailField = required("Write the address to tell.", subscriberInput.shape.email);

/** Adds an e-mail address, or changes what somebody is told of. */
export function SubscriberDialog({ list, page, subscriber, onClose }: SubscriberDialogProps) {
  const parts = usePageParts(page);
  const [email, setEmail] = useState("");
  const [confirmation, setConfirmation] = useState<Confirmation>("ask");
  const [choices, setChoices] = useState(subscriber?.choices ?? everything);
  const [language, setLanguage] = useState(subscriber?.language ?? page.language);
  const [isShared, setShared] = useState(subscriber?.isShared ?? false);
  const [isChecked, setChecked] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const fail = (error: unknown) => setFailure(sentenceOf(error));
  const add = useAddSubscriber(list, page.language, fail, onClose);
  const update = useUpdateSubscriber(list, fail, onClose);
  const isNew = subscriber === undefined;
  const problems = {
    email: isNew ? problemOf(emailField, email) : null,
    choices: problemOf(subscriberInput.shape.choices, choices),
  };
  const shown = isChecked ? problems : { email: null, choices: null };

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setChecked(true);
    setFailure(null);
    if (problems.email !== null || problems.choices !== null) return focusFirstProblem(event.currentTarget);
    const { organization, pageId } = list;
    const settings = { choices, language, isShared };
    if (isNew) add.submit({ organization, pageId, email: email.trim(), confirmation, ...settings });
    else {
      const { id: subscriberId, version } = subscriber;
      update.submit({ organization, subscriberId, version, ...changes(subscriber, settings) });
    }
  }

  return (
    <FormDialog
      title={isNew ? "Add subscriber" : subscriber.address}
      act={isNew ? (confirmation === "ask" ? "Ask by mail" : "Add subscriber") : "Save subscriber"}
      isBusy={add.isPending || update.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGroup>
        <FormFailure message={failure} />
        {isNew && (
          <>
            <Field data-invalid={shown.email !== null}>
              <FieldLabel htmlFor="subscriber-email">E-mail address</FieldLabel>
              <Input
                id="subscriber-email"
                type="email"
                autoComplete="off"
                placeholder="ops@acme.example"
                value={email}
                aria-invalid={shown.email !== null}
                onChange={(event) => setEmail(event.target.value)}
              />
              <FieldError>{shown.email}</FieldError>
            </Field>
            <Consent value={confirmation} onChange={setConfirmation} />
          </>
        )}
        <ChoicesFields choices={choices} parts={parts} problem={shown.choices} onChange={setChoices} />
        <LanguageField value={language} onChange={setLanguage} />
        {(isNew || subscriber.channel === "email") && (
          <div>
            <Check isChecked={isShared} onChange={setShared}>
              Shared mailbox
            </Check>
            <FieldDescription className="ml-6">
              Many read it, so none of them can unsubscribe it by a link.
            </FieldDescription>
          </div>
        )}
      </FieldGroup>
    </FormDialog>
  );
}

const consents: Record<Confirmation, { label: string; help: string }> = {
  ask: { label: "Ask them by mail", help: "They are told of nothing before they say yes." },
  vouched: { label: "They agreed already", help: "They are told at once. Keep what shows that they agreed." },
};

/** Where the consent comes from, of one address or of many. */
export function Consent(props: { value: Confirmation; onChange: (confirmation: Confirmation) => void }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1.5 text-sm font-medium">Consent</legend>
      <RadioGroup
        className="gap-0.5"
        value={props.value}
        onValueChange={(value) => props.onChange(pick<Confirmation>(confirmations, value))}
      >
        {confirmations.map((one) => (
          <Choice key={one} value={one}>
            {consents[one].label}
          </Choice>
        ))}
      </RadioGroup>
      <FieldDescription>{consents[props.value].help}</FieldDescription>
    </fieldset>
  );
}

type Settings = Pick<Subscriber, "choices" | "language" | "isShared">;

/** Only what was changed: a service that is on the page no more stays chosen unless somebody chooses anew. */
function changes(before: Subscriber, after: Settings): Partial<Settings> {
  return {
    ...(JSON.stringify(before.choices) === JSON.stringify(after.choices) ? {} : { choices: after.choices }),
    ...(before.language === after.language ? {} : { language: after.language }),
    ...(before.isShared === after.isShared ? {} : { isShared: after.isShared }),
  };
}
