import { statusPageInput } from "@fanal/contract";
import { historyLengths, languageNames, languages } from "@fanal/domain";
import { FieldGroup } from "@fanal/ui/components/field";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { DeletePage } from "./delete-page.tsx";
import { useEditor } from "./editor.tsx";
import { NameSetting } from "./name-setting.tsx";
import { SelectSetting, SwitchSetting, TextSetting, ToggleSetting } from "./settings.tsx";

const zones = ["Etc/UTC", ...Intl.supportedValuesOf("timeZone")];
const zoneField = statusPageInput.shape.timeZone.unwrap();
const languageChoices = languages.map((value) => ({ value, label: languageNames[value] }));
const historyChoices = historyLengths.map((days) => ({ value: String(days), label: `${days} days` }));

export function PageSection() {
  const { can } = useOrganization();
  const { page, save } = useEditor();
  return (
    <>
      <FieldGroup>
        <NameSetting />
        <SelectSetting
          label="Language"
          value={page.language}
          choices={languageChoices}
          help="For visitors whose own language is not known. What you write stays as it is."
          onSave={(language) => save({ language })}
        />
        <TextSetting
          label="Time zone"
          value={page.timeZone}
          schema={zoneField}
          list="time-zones"
          help={<ZoneHelp zone={page.timeZone} />}
          onSave={(timeZone) => save({ timeZone })}
        />
        <datalist id="time-zones">
          {zones.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <ToggleSetting
          label="History of each service"
          value={String(page.look.historyDays)}
          choices={historyChoices}
          onSave={(days) => save({ look: { historyDays: lengthOf(days) } })}
        />
        <SwitchSetting
          label="Hide from search engines"
          help="They are asked to leave the page out of their results. Who has the address still sees it."
          isOn={page.hidesFromSearch}
          onSave={(hidesFromSearch) => save({ hidesFromSearch })}
        />
      </FieldGroup>
      {can("status_page.delete") && <DeletePage />}
    </>
  );
}

/** Whoever sees the clock knows whether it is the right zone. */
function ZoneHelp({ zone }: { zone: string }) {
  const now = useNow();
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
  return <>It is {clock.format(now)} there. Days begin at its midnight.</>;
}

function lengthOf(days: string): (typeof historyLengths)[number] {
  const length = historyLengths.find((one) => String(one) === days);
  if (length === undefined) throw new Error(`No history of ${days} days`);
  return length;
}
