import { pageMail } from "@fanal/contract";
import { type ReminderHours, reminderHours } from "@fanal/domain";
import { FieldGroup } from "@fanal/ui/components/field";
import { optional } from "../../lib/forms.ts";
import { useEditor } from "./editor.tsx";
import { SwitchSetting, TextSetting } from "./settings.tsx";

const senderField = optional(pageMail.senderName.unwrap());
const replyField = optional(pageMail.replyTo.unwrap());

const reminders: Record<ReminderHours, { label: string; help: string }> = {
  24: { label: "Remind a day before", help: "24 hours before the window of a maintenance begins." },
  1: { label: "Remind an hour before", help: "Another time, for those who have to stop what they do." },
};

/** How the page writes to its subscribers. */
export function MailSection() {
  const { page, save } = useEditor();

  function remind(hours: ReminderHours, isOn: boolean) {
    save({
      reminderHours: reminderHours.filter((one) => (one === hours ? isOn : page.reminderHours.includes(one))),
    });
  }

  return (
    <FieldGroup>
      <TextSetting
        label="Sender"
        value={page.senderName ?? ""}
        schema={senderField}
        placeholder={page.name}
        help="Who e-mails come from. Empty for the page’s name."
        onSave={(name) => save({ senderName: name === "" ? null : name })}
      />
      <TextSetting
        label="Answers go to"
        value={page.replyTo ?? ""}
        schema={replyField}
        placeholder="support@acme.example"
        help="Where somebody reads. Empty for the address that this server sends from."
        onSave={(address) => save({ replyTo: address === "" ? null : address })}
      />
      {reminderHours.map((hours) => (
        <SwitchSetting
          key={hours}
          {...reminders[hours]}
          isOn={page.reminderHours.includes(hours)}
          onSave={(isOn) => remind(hours, isOn)}
        />
      ))}
      <p className="text-xs font-normal text-muted-foreground">
        Reminders go out by every channel, of each maintenance that tells subscribers by itself.
      </p>
    </FieldGroup>
  );
}
