import {
  CommandDialog,
  CommandEmpty,
  CommandInput,
  CommandItem,
  CommandList,
} from "@fanal/ui/components/command";
import { type PageLine, placesFor, type ServiceLine } from "./arrangement.ts";

interface MoveDialogProps {
  line: ServiceLine;
  lines: PageLine[];
  /** Below which line it goes; `null` for the top. */
  onMove: (aboveId: string | null) => void;
  onClose: () => void;
}

/** A far place, found by typing instead of by dragging. */
export function MoveDialog({ line, lines, onMove, onClose }: MoveDialogProps) {
  return (
    <CommandDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Move ${line.name}`}
      description="Choose the place where it goes"
    >
      <CommandInput placeholder={`Move ${line.name} to…`} />
      {/* Beside the list: a list of options holds nothing else. */}
      <CommandEmpty>No other place by that name.</CommandEmpty>
      <CommandList>
        {placesFor(lines, line.id).map(({ aboveId, label }) => (
          <CommandItem
            key={aboveId}
            value={`${label} ${aboveId}`}
            onSelect={() => {
              onMove(aboveId);
              onClose();
            }}
          >
            <span className="truncate">{label}</span>
          </CommandItem>
        ))}
      </CommandList>
    </CommandDialog>
  );
}
