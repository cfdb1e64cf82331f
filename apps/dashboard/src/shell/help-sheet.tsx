import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@fanal/ui/components/dialog";
import { Kbd, KbdGroup } from "@fanal/ui/components/kbd";
import { Label } from "@fanal/ui/components/label";
import { Switch } from "@fanal/ui/components/switch";
import { modKey } from "../lib/mod-key.ts";
import { useSingleKeys } from "../lib/single-keys.ts";
import { places } from "./places.ts";

interface Shortcut {
  keys: string[];
  does: string;
}

const everywhere: Shortcut[] = [
  { keys: ["C"], does: "Declare incident" },
  { keys: [modKey, "K"], does: "Do or find anything" },
  { keys: [modKey, "Z"], does: "Undo, while it is offered" },
  { keys: [modKey, "B"], does: "Show or hide the sidebar" },
  { keys: ["?"], does: "This help" },
];
const goTo: Shortcut[] = places.map(({ key, label }) => ({ keys: ["G", key.toUpperCase()], does: label }));
const lists: Shortcut[] = [
  { keys: ["J"], does: "Next row, also ↓" },
  { keys: ["K"], does: "Row before, also ↑" },
  { keys: ["Enter"], does: "Open" },
  { keys: ["S"], does: "Set status, also of several" },
  { keys: ["X"], does: "Select services or checks" },
  { keys: ["E"], does: "Edit" },
  { keys: ["Esc"], does: "Clear the selection" },
  { keys: ["/"], does: "Filter" },
  { keys: ["Alt", "↑"], does: "Move up, Alt ↓ moves down" },
];
const writing: Shortcut[] = [
  { keys: ["U"], does: "Write an update" },
  { keys: ["/"], does: "Templates, in an empty text" },
  { keys: [modKey, "↵"], does: "Post, publish or save" },
];

export function HelpSheet({
  isOpen,
  onOpenChange,
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  const [isOn, turn] = useSingleKeys();
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent size="lg" onOpenAutoFocus={focusItself}>
        <DialogHeader>
          <DialogTitle>Keys</DialogTitle>
          <DialogDescription>
            Single keys rest while you type. Everything else is in the{" "}
            <a href="/docs/" target="_blank" rel="noopener" className="text-link">
              documentation
              <span className="sr-only">, in a new tab</span>
            </a>
            .
          </DialogDescription>
        </DialogHeader>
        <DialogBody tabIndex={0} className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
          <Keys title="Everywhere" shortcuts={everywhere} />
          <Keys title="Go to" shortcuts={goTo} />
          <Keys title="In lists" shortcuts={lists} />
          <Keys title="In an incident or a maintenance" shortcuts={writing} />
          <div className="flex items-center justify-between gap-4 border-t pt-4 sm:col-span-2">
            <Label htmlFor="single-keys">Keys without {modKey} do something by themselves</Label>
            <Switch id="single-keys" checked={isOn} onCheckedChange={turn} />
          </div>
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}

/** There is nothing to do here first, so no control is pointed at; the list can be scrolled at once. */
function focusItself(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}

function Keys({ title, shortcuts }: { title: string; shortcuts: Shortcut[] }) {
  return (
    <section>
      <h3 className="pb-1 text-xs text-muted-foreground">{title}</h3>
      <dl>
        {shortcuts.map(({ keys, does }) => (
          <div key={does} className="flex h-8 items-center justify-between gap-4">
            <dt>{does}</dt>
            <dd>
              <KbdGroup>
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </KbdGroup>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
