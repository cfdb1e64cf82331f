import {
  defaultUptimeRule,
  type MaintenanceRule,
  serviceStatusLabels,
  type WeightedStatus,
  weightedStatuses,
} from "@fanal/domain";
import { FieldGroup } from "@fanal/ui/components/field";
import { z } from "zod";
import { useEditor } from "./editor.tsx";
import { SelectSetting, TextSetting } from "./settings.tsx";

const percentField = z.string().regex(/^(100|\d{1,2})$/, "Write a whole number from 0 to 100.");

const choices: { value: MaintenanceRule; label: string }[] = [
  { value: "up", label: "Counts as up" },
  { value: "excluded", label: "Is left out" },
  { value: "down", label: "Counts as downtime" },
];

/** How the page computes uptime. Visitors read it on the page of each service. */
export function UptimeSection() {
  const { page, save } = useEditor();
  const { uptimeRule: rule } = page;

  function weigh(status: WeightedStatus, percent: string) {
    save({ uptimeRule: { ...rule, weights: { ...rule.weights, [status]: Number(percent) / 100 } } });
  }

  return (
    <FieldGroup>
      {weightedStatuses.map((status) => (
        <TextSetting
          key={status}
          label={`${serviceStatusLabels[status].label}, %`}
          value={asPercent(rule.weights[status])}
          schema={percentField}
          help={`How much of this time counts as downtime. Usually ${asPercent(defaultUptimeRule.weights[status])}.`}
          onSave={(percent) => weigh(status, percent)}
        />
      ))}
      <SelectSetting
        label="Maintenance"
        value={rule.maintenance}
        choices={choices}
        help="Left out means that uptime is of the rest of the time."
        onSave={(maintenance) => save({ uptimeRule: { ...rule, maintenance } })}
      />
      <p className="text-xs font-normal text-muted-foreground">
        It counts for all of the past, at once. On the page of a service visitors read how its uptime is
        computed.
      </p>
    </FieldGroup>
  );
}

function asPercent(weight: number): string {
  return String(Math.round(weight * 100));
}
