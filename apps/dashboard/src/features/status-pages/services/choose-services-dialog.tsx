import type { Service } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@fanal/ui/components/dialog";
import { Input } from "@fanal/ui/components/input";
import { ToggleGroup, ToggleGroupItem } from "@fanal/ui/components/toggle-group";
import { cn } from "@fanal/ui/lib/utils";
import { useQuery } from "@tanstack/react-query";
import { MinusIcon, PlusIcon } from "lucide-react";
import { useRef, useState } from "react";
import { query } from "../../../lib/api.ts";
import { pick } from "../../../lib/pick.ts";
import { useEditor } from "../editor.tsx";

interface ChooseServicesDialogProps {
  onChoose: (serviceIds: string[]) => void;
  onClose: () => void;
}

const panes = ["off", "on"] as const;
type Pane = (typeof panes)[number];

/** Two lists side by side, between which services go by a click or a key; the page changes once they are as they shall be. */
export function ChooseServicesDialog({ onChoose, onClose }: ChooseServicesDialogProps) {
  const { organization, page } = useEditor();
  const { data: services = [] } = useQuery(query.services.list.queryOptions({ input: { organization } }));
  const [chosen, setChosen] = useState(page.serviceIds);
  const [search, setSearch] = useState("");
  const [pane, setPane] = useState<Pane>("off");
  const frame = useRef<HTMLDivElement>(null);
  const isOn = new Set(chosen);
  const byId = new Map(services.map((service) => [service.id, service]));
  const wanted = search.trim().toLowerCase();
  const isFound = ({ name, description }: Service) => `${name} ${description}`.toLowerCase().includes(wanted);
  const on = chosen.flatMap((id) => byId.get(id) ?? []);
  const off = services.filter((service) => !isOn.has(service.id));
  const lists = { on: on.filter(isFound), off: off.filter(isFound) };
  const totals = { on: on.length, off: off.length };

  function move(from: Pane, ids: string[]) {
    const moved = new Set(ids);
    setChosen(from === "off" ? [...chosen, ...ids] : chosen.filter((id) => !moved.has(id)));
  }

  /** Arrows walk through a list and over to the other one; the search leads into the first. */
  function onKeyDown(event: React.KeyboardEvent) {
    const inPane = (name: Pane) => [
      ...(frame.current?.querySelectorAll<HTMLElement>(`[data-pane="${name}"] li button`) ?? []),
    ];
    const focused = event.target;
    if (!(focused instanceof HTMLElement)) return;
    const here = panes.find((name) => inPane(name).includes(focused));
    if (here === undefined) {
      if (!(focused instanceof HTMLInputElement)) return;
      if (event.key !== "ArrowDown" && event.key !== "Enter") return;
      event.preventDefault();
      if (event.key === "Enter") return void (lists.off[0] && move("off", [lists.off[0].id]));
      return inPane(pane)[0]?.focus();
    }
    const buttons = inPane(here);
    const index = buttons.indexOf(focused);
    const other = inPane(here === "off" ? "on" : "off");
    const next = {
      ArrowDown: buttons[index + 1],
      ArrowUp: buttons[index - 1],
      Home: buttons[0],
      End: buttons.at(-1),
      ArrowRight: here === "off" ? other[Math.min(index, other.length - 1)] : undefined,
      ArrowLeft: here === "on" ? other[Math.min(index, other.length - 1)] : undefined,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        size="lg"
        className="h-[min(640px,calc(100dvh-14vh-16px))] max-w-180"
        onKeyDown={onKeyDown}
      >
        <DialogHeader>
          <DialogTitle>Services on this page</DialogTitle>
          <DialogDescription>What is new on the page comes last; drag it later.</DialogDescription>
        </DialogHeader>
        <div ref={frame} className="flex min-h-0 flex-1 flex-col gap-3 px-5 pb-4">
          <Input
            type="search"
            aria-label="Search services"
            placeholder="Search"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <ToggleGroup
            type="single"
            aria-label="Which services"
            value={pane}
            onValueChange={(value) => value !== "" && setPane(pick(panes, value))}
            className="sm:hidden"
          >
            <ToggleGroupItem value="off">Not on the page {totals.off}</ToggleGroupItem>
            <ToggleGroupItem value="on">On the page {totals.on}</ToggleGroupItem>
          </ToggleGroup>
          <div className="flex min-h-0 flex-1 gap-3">
            {panes.map((name) => (
              <PaneList
                key={name}
                pane={name}
                isOpen={pane === name}
                services={lists[name]}
                total={totals[name]}
                onMove={(ids) => move(name, ids)}
              />
            ))}
          </div>
        </div>
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            Cancel
          </Button>
          <Button
            onClick={() => {
              onChoose(chosen);
              onClose();
            }}
          >
            Show {chosen.length === 1 ? "1 service" : `${chosen.length} services`}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

interface PaneListProps {
  pane: Pane;
  /** Whether it is the one that a phone shows. */
  isOpen: boolean;
  services: Service[];
  total: number;
  onMove: (serviceIds: string[]) => void;
}

function PaneList({ pane, isOpen, services, total, onMove }: PaneListProps) {
  const title = pane === "off" ? "Not on the page" : "On the page";
  const Sign = pane === "off" ? PlusIcon : MinusIcon;
  const isFiltered = services.length < total;
  const list = useRef<HTMLUListElement>(null);

  /** The row that takes the place of the one that goes gets the focus. */
  function moveAt(index: number, id: string) {
    const buttons = list.current?.querySelectorAll("button");
    (buttons?.[index + 1] ?? buttons?.[index - 1])?.focus();
    onMove([id]);
  }

  return (
    <section
      data-pane={pane}
      aria-label={title}
      className={cn("flex min-h-0 min-w-0 flex-1 flex-col rounded-lg border", !isOpen && "max-sm:hidden")}
    >
      <div
        className={cn(
          "flex h-9 shrink-0 items-center gap-2 border-b px-3",
          services.length === 0 && "max-sm:sr-only",
        )}
      >
        <h3 className="text-xs max-sm:sr-only">{title}</h3>
        <span className="text-xs text-muted-foreground tabular-nums max-sm:sr-only">
          {isFiltered ? `${services.length} of ${total}` : total}
        </span>
        {services.length > 0 && (
          <Button
            variant="ghost"
            size="xs"
            className="-mr-1.5 ml-auto"
            onClick={() => onMove(services.map(({ id }) => id))}
          >
            {pane === "off" ? "Add" : "Remove"} {isFiltered ? "these" : "all"}
          </Button>
        )}
      </div>
      {services.length === 0 && (
        <p className="px-3 py-2 text-muted-foreground">{total === 0 ? "None." : "None by that name."}</p>
      )}
      <ul ref={list} className="min-h-0 flex-1 overflow-y-auto p-1">
        {services.map((service, index) => (
          <li key={service.id}>
            <button
              type="button"
              tabIndex={index === 0 ? 0 : -1}
              aria-label={`${pane === "off" ? "Add" : "Remove"} ${service.name}`}
              onClick={() => moveAt(index, service.id)}
              className="flex min-h-8 w-full cursor-default items-center gap-2 rounded-md px-2 text-left hover:bg-accent focus-visible:-outline-offset-2 pointer-coarse:min-h-11"
            >
              <Sign aria-hidden className="size-4 shrink-0 text-muted-foreground" />
              <span className="min-w-0 truncate">{service.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
