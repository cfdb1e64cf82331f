import { Button } from "@fanal/ui/components/button";
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
  CommandShortcut,
} from "@fanal/ui/components/command";
import { Popover, PopoverContent, PopoverTrigger } from "@fanal/ui/components/popover";
import { CheckIcon, ChevronsUpDownIcon } from "lucide-react";
import { useState } from "react";
import { ownTimeZone } from "../lib/own-time-zone.ts";
import { offsetWords } from "../lib/zoned-time.ts";

/** Places that browsers still call by an older name. */
const newerNames: Record<string, string> = {
  "Africa/Asmera": "Asmara",
  "America/Godthab": "Nuuk",
  "Asia/Calcutta": "Kolkata",
  "Asia/Katmandu": "Kathmandu",
  "Asia/Rangoon": "Yangon",
  "Asia/Saigon": "Ho Chi Minh",
  "Atlantic/Faeroe": "Faroe",
  "Europe/Kiev": "Kyiv",
};

interface ZonePickerProps {
  id?: string;
  value: string;
  /** Zones that are likely to be meant, shown first. */
  near: readonly string[];
  /** The day for which offsets are told: they differ between summer and winter. */
  at: Date;
  onChange: (timeZone: string) => void;
}

/** A time zone, found by typing a part of its name. */
export function ZonePicker({ id, value, near, at, onChange }: ZonePickerProps) {
  const [isOpen, setOpen] = useState(false);

  function choose(zone: string) {
    setOpen(false);
    onChange(zone);
  }

  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button
          id={id}
          variant="outline"
          aria-label={`Time zone: ${value}`}
          className="min-w-0 justify-between border-input bg-background px-2.5 font-normal dark:bg-card pointer-coarse:h-11"
        >
          <span className="truncate">{value.replaceAll("_", " ")}</span>
          <ChevronsUpDownIcon aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Time zone" className="w-88 max-w-[calc(100vw-1rem)] overflow-hidden p-0">
        <Zones value={value} near={near} at={at} onChoose={choose} />
      </PopoverContent>
    </Popover>
  );
}

interface ZonesProps extends Pick<ZonePickerProps, "value" | "near" | "at"> {
  onChoose: (zone: string) => void;
}

function Zones(props: ZonesProps) {
  const near = [...new Set([props.value, ...props.near, ownTimeZone(), "Etc/UTC"])];
  const others = Intl.supportedValuesOf("timeZone").filter((zone) => !near.includes(zone));
  return (
    <Command>
      <CommandInput placeholder="Berlin, New York, Asia…" />
      <CommandList>
        <CommandEmpty>No zone by that name.</CommandEmpty>
        <CommandGroup heading="Near at hand">
          {near.map((zone) => (
            <Zone key={zone} {...props} zone={zone} />
          ))}
        </CommandGroup>
        <CommandGroup heading="All zones">
          {others.map((zone) => (
            <Zone key={zone} {...props} zone={zone} />
          ))}
        </CommandGroup>
      </CommandList>
    </Command>
  );
}

function Zone({ zone, value, at, onChoose }: { zone: string } & ZonesProps) {
  return (
    <CommandItem
      value={zone}
      keywords={[...zone.split(/[/_]/), newerNames[zone] ?? ""]}
      onSelect={() => onChoose(zone)}
    >
      <span className="truncate">{zone.replaceAll("_", " ")}</span>
      {zone === value && <CheckIcon role="img" aria-label="chosen" />}
      <CommandShortcut className="pointer-coarse:flex">{offsetWords(at, zone)}</CommandShortcut>
    </CommandItem>
  );
}
