import { FieldDescription } from "@fanal/ui/components/field";
import { useState } from "react";
import { TextSetting } from "../../../components/text-setting.tsx";
import type { KindFieldsProps, KindForm, SettingsOf } from "./alert-kind.ts";

const required = [
  {
    name: "alerts",
    label: "Path of the alerts",
    placeholder: "$",
    help: "$ for one alert, $.alerts[*] for a list",
  },
  { name: "identity", label: "Path of the identity", placeholder: "$.id" },
  { name: "state", label: "Path of the state", placeholder: "$.state" },
] as const;
const optional = [
  { name: "service", label: "Path of the service", placeholder: "$.service" },
  { name: "severity", label: "Path of the severity", placeholder: "$.severity" },
  { name: "title", label: "Path of the title", placeholder: "$.title" },
  { name: "group", label: "Path of the group", placeholder: "$.cluster" },
] as const;

function PathFields({ settings, problemOf, onChange }: KindFieldsProps<SettingsOf<"generic">>) {
  const [over, setOver] = useState(settings.resolvedValues.join(", "));
  return (
    <>
      <FieldDescription>
        Paths lead into the JSON that is posted, such as $.alert.name or $.items[0]['host name'].
      </FieldDescription>
      <div className="grid gap-3 sm:grid-cols-2">
        {required.map(({ name, ...words }) => (
          <TextSetting
            key={name}
            {...words}
            value={settings[name]}
            problem={problemOf(name)}
            onChange={(path) => onChange({ ...settings, [name]: path })}
          />
        ))}
        <TextSetting
          label="It is over when the state says"
          help="Several with commas between them"
          value={over}
          problem={problemOf("resolvedValues")}
          onChange={(text) => {
            setOver(text);
            onChange({ ...settings, resolvedValues: valuesIn(text) });
          }}
        />
        {optional.map(({ name, ...words }) => (
          <TextSetting
            key={name}
            {...words}
            value={settings[name] ?? ""}
            problem={problemOf(name)}
            onChange={(path) => onChange({ ...settings, [name]: path.trim() === "" ? null : path })}
          />
        ))}
      </div>
    </>
  );
}

function valuesIn(text: string): string[] {
  return text
    .split(",")
    .map((value) => value.trim())
    .filter((value) => value !== "");
}

export const generic: KindForm<"generic"> = {
  initial: {
    kind: "generic",
    alerts: "$",
    identity: "",
    state: "",
    resolvedValues: ["resolved", "ok", "up", "closed"],
    service: null,
    severity: null,
    title: null,
    group: null,
  },
  Fields: PathFields,
  setUp: (link) => ({
    help: "Post JSON to it. To try it out, with your own JSON in place of {}:",
    text: `curl -fsS -H 'Content-Type: application/json' -d '{}' ${link}`,
  }),
};
