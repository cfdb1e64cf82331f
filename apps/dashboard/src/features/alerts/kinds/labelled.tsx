import { TextSetting } from "../../../components/text-setting.tsx";
import type { KindFieldsProps, KindForm, SettingsOf } from "./alert-kind.ts";

function LabelFields<Settings extends SettingsOf<"alertmanager" | "grafana">>({
  settings,
  problemOf,
  onChange,
}: KindFieldsProps<Settings>) {
  return (
    <div className="flex gap-3 max-sm:flex-col">
      <TextSetting
        label="Label of the service"
        value={settings.serviceLabel}
        problem={problemOf("serviceLabel")}
        onChange={(serviceLabel) => onChange({ ...settings, serviceLabel })}
      />
      <TextSetting
        label="Label of the severity"
        value={settings.severityLabel}
        problem={problemOf("severityLabel")}
        onChange={(severityLabel) => onChange({ ...settings, severityLabel })}
      />
    </div>
  );
}

const labels = { serviceLabel: "service", severityLabel: "severity" };

export const alertmanager: KindForm<"alertmanager"> = {
  initial: { kind: "alertmanager", ...labels },
  Fields: LabelFields,
  setUp: (link) => ({
    help: "In alertmanager.yml, and name the receiver in a route:",
    text: `receivers:\n  - name: fanal\n    webhook_configs:\n      - url: ${link}\n        send_resolved: true`,
  }),
};

export const grafana: KindForm<"grafana"> = {
  initial: { kind: "grafana", ...labels },
  Fields: LabelFields,
  setUp: (link) => ({
    help: "In Grafana, under Alerting, Contact points: add one of type Webhook with this URL, and leave the payload as it is.",
    text: link,
  }),
};
