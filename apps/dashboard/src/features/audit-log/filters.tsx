import { type AuditActor, eventKinds } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { Popover, PopoverContent, PopoverTrigger } from "@fanal/ui/components/popover";
import { XIcon } from "lucide-react";
import { kindLabels } from "../../components/audit/sentences.ts";
import { TimeField } from "../../components/time-field.tsx";
import { exactTime, localInputValue, momentOfInput } from "../../lib/time.ts";
import type { AuditSearch } from "./queries.ts";
import { WhoFilter } from "./who-filter.tsx";

interface FiltersProps {
  filter: AuditSearch;
  /** Those who can be chosen. */
  actors: readonly AuditActor[];
  /** What the rows call the one thing that is shown. */
  subjectName: string | null;
  onChange: (filter: AuditSearch) => void;
}

/** What the log is narrowed to, as chips that can be taken away, and menus for more. */
export function Filters({ filter, actors, subjectName, onChange }: FiltersProps) {
  const { kind, actor, subjectId, from, to } = filter;
  const without = (name: keyof AuditSearch) => {
    const { [name]: _, ...rest } = filter;
    onChange(rest);
  };
  const actorName = actors.find((one) => (one.id ?? "system") === actor)?.name;
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 border-b px-4 py-2">
      {kind === undefined ? (
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="outline" size="sm">
              What
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="start" className="max-h-80 overflow-y-auto">
            {eventKinds.map((one) => (
              <DropdownMenuItem key={one} onSelect={() => onChange({ ...filter, kind: one })}>
                {kindLabels[one]}
              </DropdownMenuItem>
            ))}
          </DropdownMenuContent>
        </DropdownMenu>
      ) : (
        <Chip name="What" value={kindLabels[kind]} onRemove={() => without("kind")} />
      )}
      {actor === undefined ? (
        <WhoFilter actors={actors} onChoose={(chosen) => onChange({ ...filter, actor: chosen })} />
      ) : (
        <Chip name="Who" value={actorName ?? "one person or key"} onRemove={() => without("actor")} />
      )}
      {subjectId !== undefined && (
        <Chip name="About" value={subjectName ?? "one thing"} onRemove={() => without("subjectId")} />
      )}
      {from !== undefined && <Chip name="From" value={exactTime(from)} onRemove={() => without("from")} />}
      {to !== undefined && <Chip name="Before" value={exactTime(to)} onRemove={() => without("to")} />}
      <Popover>
        <PopoverTrigger asChild>
          <Button variant="outline" size="sm">
            When
          </Button>
        </PopoverTrigger>
        <PopoverContent aria-label="When" align="start" className="flex w-70 flex-col gap-3 p-3">
          <TimeField
            label="From"
            value={asInput(from)}
            onChange={(value) => onChange(withTime(filter, "from", value))}
          />
          <TimeField
            label="Before"
            value={asInput(to)}
            onChange={(value) => onChange(withTime(filter, "to", value))}
          />
        </PopoverContent>
      </Popover>
      {Object.keys(filter).length > 1 && (
        <Button variant="ghost" size="sm" onClick={() => onChange({})}>
          Clear filters
        </Button>
      )}
    </div>
  );
}

function Chip({ name, value, onRemove }: { name: string; value: string; onRemove: () => void }) {
  return (
    <Button variant="secondary" size="sm" onClick={onRemove} aria-label={`${name}: ${value}. Remove filter`}>
      <span className="text-muted-foreground">{name}</span>
      <span className="max-w-48 truncate">{value}</span>
      <XIcon aria-hidden />
    </Button>
  );
}

function asInput(time: string | undefined): string {
  return time === undefined ? "" : localInputValue(new Date(time));
}

function withTime(filter: AuditSearch, name: "from" | "to", value: string): AuditSearch {
  const { [name]: _, ...rest } = filter;
  return value === "" ? rest : { ...rest, [name]: momentOfInput(value).toISOString() };
}
