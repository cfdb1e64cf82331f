import type { Subscriber } from "@fanal/contract";
import { impactLabels, impacts } from "@fanal/domain";
import { Checkbox } from "@fanal/ui/components/checkbox";
import { Field, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Label } from "@fanal/ui/components/label";
import { RadioGroup, RadioGroupItem } from "@fanal/ui/components/radio-group";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import type { ReactNode } from "react";
import { pick } from "../../lib/pick.ts";
import type { PageGroup } from "./use-page-parts.ts";

type Choices = Subscriber["choices"];

interface ChoicesFieldsProps {
  choices: Choices;
  parts: PageGroup[];
  problem: string | null;
  onChange: (choices: Choices) => void;
}

/** What somebody is told of: which part of the page, and how much of it. */
export function ChoicesFields({ choices, parts, problem, onChange }: ChoicesFieldsProps) {
  const { scope } = choices;
  const toggle = (kind: "serviceIds" | "groupIds", id: string, isChosen: boolean) => {
    const before = scope ?? { serviceIds: [], groupIds: [] };
    const rest = before[kind].filter((one) => one !== id);
    onChange({ ...choices, scope: { ...before, [kind]: isChosen ? [...rest, id] : rest } });
  };
  return (
    <>
      <fieldset className="flex min-w-0 flex-col gap-2">
        <legend className="mb-1.5 text-sm font-medium">Told of</legend>
        <RadioGroup
          className="gap-0.5"
          value={scope === null ? "all" : "some"}
          onValueChange={(value) =>
            onChange({ ...choices, scope: value === "all" ? null : { serviceIds: [], groupIds: [] } })
          }
        >
          <Choice value="all">Everything on the page</Choice>
          <Choice value="some">Some services or groups</Choice>
        </RadioGroup>
        {scope !== null && (
          <ul
            aria-label="Services and groups"
            className="ml-6 flex max-h-48 flex-col overflow-y-auto rounded-md border px-3 py-1.5"
          >
            {parts.map(({ group, services }) => (
              <li key={group?.id ?? "none"}>
                {group !== null && (
                  <Check
                    isChecked={scope.groupIds.includes(group.id)}
                    onChange={(isChecked) => toggle("groupIds", group.id, isChecked)}
                  >
                    <span className="truncate font-strong">{group.name}</span>
                    <span className="shrink-0 text-muted-foreground">and what is added to it</span>
                  </Check>
                )}
                <ul className={group === null ? "" : "ml-6"}>
                  {services.map(({ id, name }) => (
                    <li key={id}>
                      <Check
                        isChecked={scope.serviceIds.includes(id)}
                        onChange={(isChecked) => toggle("serviceIds", id, isChecked)}
                      >
                        <span className="truncate">{name}</span>
                      </Check>
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        )}
        <FieldError>{problem}</FieldError>
      </fieldset>
      <Field>
        <FieldLabel htmlFor="subscriber-impact">Incidents</FieldLabel>
        <Select
          value={choices.leastImpact}
          onValueChange={(value) => onChange({ ...choices, leastImpact: pick(impacts, value) })}
        >
          <SelectTrigger id="subscriber-impact">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {impacts.map((impact) => (
              <SelectItem key={impact} value={impact}>
                {impact === "none"
                  ? "All of them"
                  : `${impactLabels[impact]} impact${impact === "critical" ? " only" : " and worse"}`}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      </Field>
      <Check
        isChecked={choices.onlyStartAndEnd}
        onChange={(onlyStartAndEnd) => onChange({ ...choices, onlyStartAndEnd })}
      >
        Only when something starts and ends
      </Check>
    </>
  );
}

export function Choice({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Label className="flex min-h-7 items-center gap-2 font-normal pointer-coarse:min-h-11">
      <RadioGroupItem value={value} />
      {children}
    </Label>
  );
}

interface CheckProps {
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
  children: ReactNode;
}

export function Check({ isChecked, onChange, children }: CheckProps) {
  return (
    <Label className="flex min-h-7 min-w-0 items-center gap-2 font-normal pointer-coarse:min-h-11">
      <Checkbox checked={isChecked} onCheckedChange={(value) => onChange(value === true)} />
      {children}
    </Label>
  );
}
