import type { Team } from "@fanal/contract";
import { Checkbox } from "@fanal/ui/components/checkbox";
import { Label } from "@fanal/ui/components/label";
import { useId } from "react";

interface TeamChecksProps {
  teams: readonly Team[];
  chosen: readonly string[];
  onChange: (teamIds: string[]) => void;
}

/** Any number of teams, checked one by one. */
export function TeamChecks({ teams, chosen, onChange }: TeamChecksProps) {
  const prefix = useId();
  return (
    <ul className="flex max-h-40 flex-col gap-1 overflow-y-auto">
      {teams.map(({ id, name }) => (
        <li key={id} className="flex min-h-7 items-center gap-2 pointer-coarse:min-h-11">
          <Checkbox
            id={`${prefix}-${id}`}
            checked={chosen.includes(id)}
            onCheckedChange={(isChecked) =>
              onChange(isChecked === true ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
          />
          <Label htmlFor={`${prefix}-${id}`} className="min-w-0 font-normal">
            <span className="truncate">{name}</span>
          </Label>
        </li>
      ))}
    </ul>
  );
}
