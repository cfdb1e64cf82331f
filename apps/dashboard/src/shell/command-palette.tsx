import {
  CommandDialog,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
  CommandShortcut,
} from "@fanal/ui/components/command";
import { RotateCwIcon } from "lucide-react";
import { useState } from "react";
import { flushSync } from "react-dom";
import { useFurther, usePaletteGroups } from "./palette-groups.tsx";
import type { PaletteGroup, PaletteItem } from "./palette-item.ts";
import { ranked } from "./ranking.ts";

/** Every act, place and object by its name; of what is typed, the best match first. */
export function CommandPalette({ onClose, onHelp }: { onClose: () => void; onHelp: () => void }) {
  const [search, setSearch] = useState("");
  const { groups, retry } = usePaletteGroups(onHelp);
  const found = ranked<PaletteItem, PaletteGroup>(groups, search);
  const further = useFurther(search);

  function choose(run: () => void) {
    // It holds the focus while it is open, and what is chosen may set it.
    flushSync(onClose);
    run();
  }

  return (
    <CommandDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Search"
      description="Find a place, an object or an act"
      shouldFilter={false}
    >
      <CommandInput value={search} onValueChange={setSearch} placeholder="Search or do…" />
      <CommandList>
        <CommandEmpty>Nothing by that name.</CommandEmpty>
        {found.map(({ heading, items }) => (
          <CommandGroup key={heading} heading={heading}>
            {items.map((item) => (
              <Item key={item.id} item={item} onChoose={choose} />
            ))}
          </CommandGroup>
        ))}
        {further !== null && (
          <CommandGroup heading="Further">
            <Item item={further} onChoose={choose} />
          </CommandGroup>
        )}
        {retry !== null && (
          <CommandGroup forceMount heading="Could not load everything">
            <CommandItem forceMount value="retry" onSelect={retry}>
              <RotateCwIcon aria-hidden /> Retry
            </CommandItem>
          </CommandGroup>
        )}
      </CommandList>
    </CommandDialog>
  );
}

function Item({ item, onChoose }: { item: PaletteItem; onChoose: (run: () => void) => void }) {
  const { id, label, context, icon, note, keys, isForKeys = false, run } = item;
  return (
    <CommandItem
      value={id}
      onSelect={() => onChoose(run)}
      className={isForKeys ? "pointer-coarse:hidden" : ""}
    >
      {icon} <span className="truncate">{label}</span>
      {context !== undefined && (
        <span className="max-w-1/2 shrink-0 truncate text-muted-foreground">{context}</span>
      )}
      {note !== undefined && <span className="shrink-0 text-muted-foreground tabular-nums">{note}</span>}
      {keys !== undefined && <CommandShortcut>{keys}</CommandShortcut>}
    </CommandItem>
  );
}
