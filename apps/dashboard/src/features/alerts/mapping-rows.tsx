import { Button } from "@fanal/ui/components/button";
import { FieldDescription, FieldError } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { PlusIcon, XIcon } from "lucide-react";
import type { ReactNode } from "react";

export interface Mapping {
  value: string;
  target: string;
}

interface MappingRowsProps {
  legend: string;
  help: string;
  /** What a value is of: "service", "severity". */
  what: string;
  rows: readonly Mapping[];
  options: readonly { id: string; label: ReactNode }[];
  /** What is wrong with the first row that is, if one is. */
  problem: string | null;
  onChange: (rows: Mapping[]) => void;
}

/** What each value that a source uses means here. */
export function MappingRows({ legend, help, what, rows, options, problem, onChange }: MappingRowsProps) {
  const [first] = options;
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      <FieldDescription>{help}</FieldDescription>
      {rows.map((row, index) => {
        const replace = (change: Partial<Mapping>) =>
          onChange(rows.map((one, at) => (at === index ? { ...one, ...change } : one)));
        const named = `${what} ${index + 1}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their place alone
          <div key={index} className="flex items-center gap-2">
            <Input
              aria-label={`Value of ${named}`}
              className="min-w-0 flex-1"
              autoComplete="off"
              spellCheck={false}
              value={row.value}
              aria-invalid={problem !== null && row.value.trim() === ""}
              onChange={(event) => replace({ value: event.target.value })}
            />
            <Select value={row.target} onValueChange={(target) => replace({ target })}>
              <SelectTrigger aria-label={`What ${named} means`} className="min-w-0 flex-1">
                <SelectValue />
              </SelectTrigger>
              <SelectContent>
                {options.map(({ id, label }) => (
                  <SelectItem key={id} value={id}>
                    {label}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`Remove ${named}`}
              onClick={() => onChange(rows.filter((_, at) => at !== index))}
            >
              <XIcon aria-hidden />
            </Button>
          </div>
        );
      })}
      <FieldError>{problem}</FieldError>
      {first !== undefined && (
        <div>
          <Button
            variant="outline"
            size="sm"
            onClick={() => onChange([...rows, { value: "", target: first.id }])}
          >
            <PlusIcon aria-hidden /> Add {what}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
