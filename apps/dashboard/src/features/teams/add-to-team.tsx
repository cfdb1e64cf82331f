import type { Member, Team } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from "@fanal/ui/components/command";
import { Popover, PopoverContent, PopoverTrigger } from "@fanal/ui/components/popover";
import { useState } from "react";
import { useOrganization } from "../../lib/use-organization.ts";
import { useAddToTeam } from "./writes.ts";

/** Members found by typing, added one after the other. */
export function AddToTeam({ team, candidates }: { team: Team; candidates: readonly Member[] }) {
  const { slug: organization } = useOrganization();
  const [isOpen, setOpen] = useState(false);
  const add = useAddToTeam();
  if (candidates.length === 0) return null;
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant="ghost" size="sm">
          Add member<span className="sr-only"> to {team.name}</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="w-72 p-0">
        <Command label={`Members for ${team.name}`}>
          <CommandInput placeholder="Name or address" />
          <CommandList>
            <CommandEmpty>No other member by that name.</CommandEmpty>
            {candidates.map(({ id, name, email }) => (
              <CommandItem
                key={id}
                value={id}
                keywords={[name, email]}
                onSelect={() => add.run({ organization, teamId: team.id, memberId: id, name })}
              >
                <span className="truncate">{name}</span>
                <span className="truncate text-muted-foreground">{email}</span>
              </CommandItem>
            ))}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
