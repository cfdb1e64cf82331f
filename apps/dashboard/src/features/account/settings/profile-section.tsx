import { limits, type Me } from "@fanal/contract";
import { languageNames, languages } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { ToggleGroup, ToggleGroupItem } from "@fanal/ui/components/toggle-group";
import { useState } from "react";
import { FormFailure } from "../../../components/form-failure.tsx";
import { ZonePicker } from "../../../components/zone-picker.tsx";
import { sentenceOf } from "../../../lib/errors.ts";
import { deviceTimeZone } from "../../../lib/own-time-zone.ts";
import { pick } from "../../../lib/pick.ts";
import { useNow } from "../../../lib/use-now.ts";
import { useUpdateProfile } from "../../../lib/use-profile.ts";
import { AvatarSetting } from "./avatar-setting.tsx";
import { Section } from "./section.tsx";

const themes = ["system", "light", "dark"] as const;
const themeLabels = { system: "System", light: "Light", dark: "Dark" };

export function ProfileSection({ me }: { me: Me }) {
  return (
    <Section title="Profile">
      <AvatarSetting me={me} />
      <NameForm me={me} />
      <FieldGroup className="max-w-110">
        <MailLanguage me={me} />
        <TimeZone me={me} />
        <ThemeChoice me={me} />
      </FieldGroup>
    </Section>
  );
}

/** What one is called is typed, so it waits for a word. */
function NameForm({ me }: { me: Me }) {
  const [name, setName] = useState(me.name);
  const [failure, setFailure] = useState<string | null>(null);
  const save = useUpdateProfile((error) => setFailure(sentenceOf(error)));
  const isEmpty = name.trim() === "";

  function submit(event: React.SyntheticEvent) {
    event.preventDefault();
    setFailure(null);
    if (!isEmpty) save.submit({ name });
  }

  return (
    <form noValidate onSubmit={submit} className="w-full max-w-110">
      <FieldGroup>
        <FormFailure message={failure} />
        <Field data-invalid={isEmpty}>
          <FieldLabel htmlFor="profile-name">Name</FieldLabel>
          <div className="flex gap-2">
            <Input
              id="profile-name"
              autoComplete="name"
              maxLength={limits.name}
              value={name}
              aria-invalid={isEmpty}
              aria-describedby="profile-name-help"
              onChange={(event) => setName(event.target.value)}
            />
            <Button type="submit" variant="outline" aria-disabled={save.isPending}>
              Save name
            </Button>
          </div>
          <FieldDescription id="profile-name-help">
            Stands beside updates that you post from now on.
          </FieldDescription>
          <FieldError>{isEmpty ? "Write your name." : null}</FieldError>
        </Field>
      </FieldGroup>
    </form>
  );
}

/** Stands for the language of the browser; no value of a select can be empty. */
const asBrowser = "browser";

function MailLanguage({ me }: { me: Me }) {
  const save = useUpdateProfile();
  return (
    <Field>
      <FieldLabel htmlFor="profile-language">Language of mails</FieldLabel>
      <Select
        value={me.language ?? asBrowser}
        onValueChange={(value) => save.run({ language: value === asBrowser ? null : pick(languages, value) })}
      >
        <SelectTrigger id="profile-language" className="w-full" aria-describedby="profile-language-help">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          <SelectItem value={asBrowser}>That of the browser</SelectItem>
          {languages.map((language) => (
            <SelectItem key={language} value={language} lang={language}>
              {languageNames[language]}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      <FieldDescription id="profile-language-help">
        Mails that Fanal sends you are in it. The dashboard is in English; status pages speak the language of
        whoever reads them.
      </FieldDescription>
    </Field>
  );
}

function TimeZone({ me }: { me: Me }) {
  const now = useNow();
  const save = useUpdateProfile();
  const device = deviceTimeZone();
  return (
    <Field>
      <FieldLabel htmlFor="profile-zone">Time zone</FieldLabel>
      <div className="flex min-w-0 gap-2">
        <ZonePicker
          id="profile-zone"
          value={me.timeZone ?? device}
          near={[device]}
          at={now}
          onChange={(timeZone) => save.run({ timeZone })}
        />
        {me.timeZone !== null && (
          <Button variant="ghost" onClick={() => save.run({ timeZone: null })}>
            Follow this device
          </Button>
        )}
      </div>
      <FieldDescription>
        {me.timeZone === null
          ? "That of this device. Times in the dashboard are told in it, those in mails in UTC."
          : "Times in the dashboard and in mails are told in it, on every device."}
      </FieldDescription>
    </Field>
  );
}

function ThemeChoice({ me }: { me: Me }) {
  const save = useUpdateProfile();
  return (
    <Field>
      <FieldLabel asChild>
        <span id="profile-theme">Theme</span>
      </FieldLabel>
      <ToggleGroup
        type="single"
        aria-labelledby="profile-theme"
        value={me.theme}
        onValueChange={(value) => value !== "" && save.run({ theme: pick(themes, value) })}
      >
        {themes.map((value) => (
          <ToggleGroupItem key={value} value={value}>
            {themeLabels[value]}
          </ToggleGroupItem>
        ))}
      </ToggleGroup>
    </Field>
  );
}
