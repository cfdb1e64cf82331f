import { limits, type Me } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { ToggleGroup, ToggleGroupItem } from "@fanal/ui/components/toggle-group";
import { useTheme } from "@fanal/ui/hooks/use-theme";
import { useState } from "react";
import { toast } from "sonner";
import { FormFailure } from "../../../components/form-failure.tsx";
import { api, query } from "../../../lib/api.ts";
import { sentenceOf } from "../../../lib/errors.ts";
import { pick } from "../../../lib/pick.ts";
import { useWrite } from "../../../lib/use-write.ts";
import { AvatarSetting } from "./avatar-setting.tsx";
import { Section } from "./section.tsx";

const themes = ["system", "light", "dark"] as const;
const themeLabels = { system: "System", light: "Light", dark: "Dark" };
/** What a browser lists leaves out the one that needs no place. */
const zones = ["UTC", ...Intl.supportedValuesOf("timeZone")];

export function ProfileSection({ me }: { me: Me }) {
  const { theme, setTheme } = useTheme();
  const [name, setName] = useState(me.name);
  const [timeZone, setTimeZone] = useState(me.timeZone ?? "");
  const [failure, setFailure] = useState<string | null>(null);
  const isNameEmpty = name.trim() === "";
  const save = useWrite({
    send: api.me.update,
    touches: [query.me.key()],
    failed: () => "Your profile was not saved.",
    apply: (cache, { name: newName }) =>
      cache.setQueryData(query.me.get.queryKey(), (old) =>
        old === undefined ? old : { ...old, name: newName ?? old.name },
      ),
    onFailure: (error) => setFailure(sentenceOf(error)),
    done: (_me, input) => input.name !== undefined && toast.success("Profile saved."),
  });

  function submit(event: React.SyntheticEvent) {
    event.preventDefault();
    setFailure(null);
    if (!isNameEmpty) save.submit({ name, timeZone: timeZone === "" ? null : timeZone });
  }

  return (
    <Section title="Profile">
      <AvatarSetting me={me} />
      <form noValidate onSubmit={submit} className="w-full max-w-110">
        <FieldGroup>
          <FormFailure message={failure} />
          <Field data-invalid={isNameEmpty}>
            <FieldLabel htmlFor="profile-name">Name</FieldLabel>
            <Input
              id="profile-name"
              autoComplete="name"
              maxLength={limits.name}
              value={name}
              aria-invalid={isNameEmpty}
              aria-describedby="profile-name-help"
              onChange={(event) => setName(event.target.value)}
            />
            <FieldDescription id="profile-name-help">
              Stands beside updates that you post from now on.
            </FieldDescription>
            <FieldError>{isNameEmpty ? "Write your name." : null}</FieldError>
          </Field>
          <Field>
            <FieldLabel htmlFor="profile-zone">Time zone</FieldLabel>
            <Input
              id="profile-zone"
              list="time-zones"
              autoComplete="off"
              placeholder="That of this browser"
              value={timeZone}
              onChange={(event) => setTimeZone(event.target.value)}
            />
            <datalist id="time-zones">
              {zones.map((zone) => (
                <option key={zone} value={zone} />
              ))}
            </datalist>
          </Field>
          <Field>
            <FieldLabel asChild>
              <span id="profile-theme">Theme</span>
            </FieldLabel>
            <ToggleGroup
              type="single"
              aria-labelledby="profile-theme"
              value={theme}
              onValueChange={(value) => {
                if (value === "") return;
                const chosen = pick(themes, value);
                setTheme(chosen);
                save.submit({ theme: chosen });
              }}
            >
              {themes.map((value) => (
                <ToggleGroupItem key={value} value={value}>
                  {themeLabels[value]}
                </ToggleGroupItem>
              ))}
            </ToggleGroup>
          </Field>
          <div>
            <Button type="submit" aria-disabled={save.isPending}>
              Save profile
            </Button>
          </div>
        </FieldGroup>
      </form>
    </Section>
  );
}
