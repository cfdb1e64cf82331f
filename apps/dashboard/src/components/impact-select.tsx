import { type Impact, impactLabels, impacts } from "@fanal/domain";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { cn } from "@fanal/ui/lib/utils";
import { pick } from "../lib/pick.ts";

interface ImpactSelectProps {
  /** What a person set, or `null` where it follows from the services. */
  value: Impact | null;
  /** What follows from the services. */
  derived: Impact;
  onChange: (impact: Impact | null) => void;
  label?: string;
  className?: string;
}

/** The impact of an incident, as a chip: derived, or set by a person. */
export function ImpactSelect({ value, derived, onChange, label = "Impact", className }: ImpactSelectProps) {
  return (
    <Select
      value={value ?? "auto"}
      onValueChange={(chosen) => onChange(chosen === "auto" ? null : pick(impacts, chosen))}
    >
      <SelectTrigger
        size="sm"
        aria-label={label}
        className={cn("w-auto border-border bg-transparent dark:bg-transparent", className)}
      >
        <SelectValue>{impactWords(value ?? derived)}</SelectValue>
      </SelectTrigger>
      <SelectContent>
        <SelectItem value="auto">{impactWords(derived)} (auto)</SelectItem>
        {impacts.map((impact) => (
          <SelectItem key={impact} value={impact}>
            {impactWords(impact)}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}

function impactWords(impact: Impact): string {
  return impact === "none" ? "No impact" : `${impactLabels[impact]} impact`;
}
