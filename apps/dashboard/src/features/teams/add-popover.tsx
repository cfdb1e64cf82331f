import { Button } from "@fanal/ui/components/button";
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from "@fanal/ui/components/command";
import { Popover, PopoverContent, PopoverTrigger } from "@fanal/ui/components/popover";
import { useState } from "react";

interface AddPopoverProps {
  /** "Add member" */
  act: string;
  /** To which team. */
  team: string;
  placeholder: string;
  /** What is said where nothing is found. */
  none: string;
  candidates: readonly { id: string; name: string; beside?: string | undefined }[];
  onAdd: (candidate: { id: string; name: string }) => void;
}

/** Things found by typing, added to a team one after the other. */
export function AddPopover({ act, team, placeholder, none, candidates, onAdd }: AddPopoverProps) {
  const [isOpen, setOpen] = useState(false);
  if (candidates.length === 0) return null;
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant="ghost" size="sm">
          {act}
          <span className="sr-only"> to {team}</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label={`${act} to ${team}`} className="w-72 p-0">
        <Command label={`${act} to ${team}`}>
          <CommandInput placeholder={placeholder} />
          <CommandList>
            <CommandEmpty>{none}</CommandEmpty>
            {candidates.map(({ id, name, beside }) => (
              <CommandItem
                key={id}
                value={id}
                keywords={beside === undefined ? [name] : [name, beside]}
                onSelect={() => onAdd({ id, name })}
              >
                <span className="truncate">{name}</span>
                {beside !== undefined && <span className="truncate text-muted-foreground">{beside}</span>}
              </CommandItem>
            ))}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
