import type { AuditActor } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from "@fanal/ui/components/command";
import { Popover, PopoverContent, PopoverTrigger } from "@fanal/ui/components/popover";
import { useState } from "react";
import { ActorName } from "../../components/audit/actor.tsx";

interface WhoFilterProps {
  actors: readonly AuditActor[];
  /** The id of one, or `system`. */
  onChoose: (actor: string) => void;
}

/** Found by typing: an organization has hundreds of people. */
export function WhoFilter({ actors, onChoose }: WhoFilterProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant="outline" size="sm">
          Who
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Who" align="start" className="w-72 overflow-hidden p-0">
        <Command>
          <CommandInput placeholder="Name of a person or key" />
          <CommandList>
            <CommandEmpty>Nobody by that name.</CommandEmpty>
            {actors.map((actor) => (
              <CommandItem
                key={actor.id ?? "system"}
                value={actor.id ?? "system"}
                keywords={[actor.name]}
                onSelect={() => {
                  setOpen(false);
                  onChoose(actor.id ?? "system");
                }}
              >
                <ActorName actor={actor} />
              </CommandItem>
            ))}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
