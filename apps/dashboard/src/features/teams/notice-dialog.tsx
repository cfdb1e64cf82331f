import { type NoticeTarget, noticeTargetInput } from "@fanal/contract";
import {
  channelLabels,
  type NoticeChannel,
  type NoticeKind,
  noticeChannels,
  noticeKindLabels,
  noticeKinds,
} from "@fanal/domain";
import { Checkbox } from "@fanal/ui/components/checkbox";
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Label } from "@fanal/ui/components/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { type FormEvent, useState } from "react";
import { FormDialog } from "../../components/form-dialog.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { LanguageField } from "../../components/language-field.tsx";
import { ShownOnce } from "../../components/shown-once.tsx";
import { sentenceOf } from "../../lib/errors.ts";
import { focusFirstProblem, problemOf, required } from "../../lib/forms.ts";
import { pick } from "../../lib/pick.ts";
import { useAddNoticeTarget, useUpdateNoticeTarget } from "./writes.ts";

interface NoticeDialogProps {
  organization: string;
  /** `null`: told of all services. */
  team: { id: string; name: string } | null;
  /** The one to change; a new one without. */
  target?: NoticeTarget | undefined;
  onClose: () => void;
}

const urlField = required("Paste the address.", noticeTargetInput.shape.url.unwrap());

const placeholders: Record<Exclude<NoticeChannel, "email">, string> = {
  slack: "https://hooks.slack.com/services/…",
  discord: "https://discord.com/api/webhooks/…",
  microsoft_teams: "https://….webhook.office.com/…",
  webhook: "https://alerts.acme.example/fanal",
};

/** Has a team told in one more way, or changes one. */
export function NoticeDialog({ organization, team, target, onClose }: NoticeDialogProps) {
  const [channel, setChannel] = useState<NoticeChannel>(target?.channel ?? "email");
  const [url, setUrl] = useState("");
  const [kinds, setKinds] = useState<NoticeKind[]>(target?.kinds ?? [...noticeKinds]);
  const [language, setLanguage] = useState(target?.language ?? "en");
  const [isChecked, setChecked] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [made, setMade] = useState<{ secret: string | null } | null>(null);
  const fail = (error: unknown) => setFailure(sentenceOf(error));
  const add = useAddNoticeTarget(fail, (added) => (added.channel === "webhook" ? setMade(added) : onClose()));
  const update = useUpdateNoticeTarget(fail, onClose);
  const isEndpoint = channel !== "email";
  const isUrlNeeded = isEndpoint && (target === undefined || url.trim() !== "");
  const problems = {
    url: isUrlNeeded ? problemOf(urlField, url) : null,
    kinds: kinds.length === 0 ? "Choose at least one." : null,
  };
  const shown = isChecked ? problems : { url: null, kinds: null };

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setFailure(null);
    setChecked(true);
    if (problems.url !== null || problems.kinds !== null) return focusFirstProblem(event.currentTarget);
    const settings = { kinds, language, ...(isUrlNeeded && { url: url.trim() }) };
    if (target === undefined) add.submit({ organization, teamId: team?.id ?? null, channel, ...settings });
    else update.submit({ organization, noticeTargetId: target.id, version: target.version, ...settings });
  }

  if (made !== null)
    return (
      <ShownOnce
        name="Webhook"
        what="secret"
        secret={made.secret}
        help="Your receiver checks with it that a notice comes from here."
        onClose={onClose}
      />
    );
  return (
    <FormDialog
      title={target === undefined ? `Notices to ${team?.name ?? "all services"}` : "Edit notices"}
      description={
        team === null
          ? "Told of every incident, also on services that no team owns."
          : "Told of incidents on services of this team."
      }
      act={target === undefined ? "Add notices" : "Save notices"}
      isBusy={add.isPending || update.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGroup>
        <FormFailure message={failure} />
        {target === undefined && (
          <Field>
            <FieldLabel htmlFor="notice-channel">Where</FieldLabel>
            <Select value={channel} onValueChange={(value) => setChannel(pick(noticeChannels, value))}>
              <SelectTrigger id="notice-channel">
                <SelectValue />
              </SelectTrigger>
              <SelectContent>
                {noticeChannels.map((one) => (
                  <SelectItem key={one} value={one}>
                    {channelLabels[one]}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
            {!isEndpoint && (
              <FieldDescription>
                {team === null
                  ? "To owners, admins and responders, each in the language of their account."
                  : "To the members of the team, each in the language of their account."}
              </FieldDescription>
            )}
          </Field>
        )}
        {isEndpoint && (
          <Field data-invalid={shown.url !== null}>
            <FieldLabel htmlFor="notice-url">{target === undefined ? "Address" : "New address"}</FieldLabel>
            <Input
              id="notice-url"
              type="url"
              autoComplete="off"
              spellCheck={false}
              placeholder={placeholders[channel]}
              value={url}
              aria-invalid={shown.url !== null}
              aria-describedby="notice-url-help"
              onChange={(event) => setUrl(event.target.value)}
            />
            <FieldDescription id="notice-url-help">
              {target === undefined
                ? "Kept as a secret: it is shown shortened from now on."
                : `Empty: it stays ${target.address ?? "as it is"}.`}
            </FieldDescription>
            <FieldError>{shown.url}</FieldError>
          </Field>
        )}
        <fieldset className="flex min-w-0 flex-col">
          <legend className="mb-1.5 text-sm font-medium">Told when</legend>
          {noticeKinds.map((kind) => (
            <Label
              key={kind}
              className="flex min-h-7 min-w-0 items-center gap-2 font-normal pointer-coarse:min-h-11"
            >
              <Checkbox
                checked={kinds.includes(kind)}
                aria-invalid={shown.kinds !== null}
                onCheckedChange={(isOn) =>
                  setKinds(noticeKinds.filter((one) => (one === kind ? isOn === true : kinds.includes(one))))
                }
              />
              {noticeKindLabels[kind]}
            </Label>
          ))}
          <FieldError>{shown.kinds}</FieldError>
        </fieldset>
        {isEndpoint && channel !== "webhook" && <LanguageField value={language} onChange={setLanguage} />}
      </FieldGroup>
    </FormDialog>
  );
}
