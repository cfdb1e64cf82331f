import type { CheckSettingsOf } from "@fanal/contract";
import { TextSetting } from "../../../components/text-setting.tsx";
import type { CheckTypeView, TypeFieldsProps } from "./check-type.ts";

function HttpFields({ settings, problemOf, onChange }: TypeFieldsProps<CheckSettingsOf<"http">>) {
  return (
    <>
      <TextSetting
        label="Address"
        placeholder="https://api.acme.example/health"
        value={settings.url}
        problem={problemOf("url")}
        onChange={(url) => onChange({ ...settings, url })}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <TextSetting
          label="Expected status"
          help="Redirects are followed."
          value={settings.expectedStatus}
          problem={problemOf("expectedStatus")}
          onChange={(expectedStatus) => onChange({ ...settings, expectedStatus })}
        />
        <TextSetting
          label="Expected text"
          help="Empty: any."
          value={settings.expectedText ?? ""}
          problem={problemOf("expectedText")}
          onChange={(text) => onChange({ ...settings, expectedText: text === "" ? null : text })}
        />
      </div>
    </>
  );
}

export const http: CheckTypeView<"http"> = {
  initial: { type: "http", url: "https://", expectedStatus: "200-299", expectedText: null },
  Fields: HttpFields,
  subject: ({ url }) => url.replace(/^https:\/\//, "").replace(/\/$/, ""),
};
