import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { SortableContext, useSortable, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import type { Service, StatusPage } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Checkbox } from "@fanal/ui/components/checkbox";
import { Input } from "@fanal/ui/components/input";
import { useQuery } from "@tanstack/react-query";
import { ArrowDownIcon, ArrowUpIcon, GripVerticalIcon } from "lucide-react";
import { useState } from "react";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { query } from "../../lib/api.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import type { SavePage } from "./writes.ts";

interface SectionProps {
  page: StatusPage;
  canUpdate: boolean;
  onSave: SavePage;
}

const searchFrom = 12;

/** Which services the page shows, and in which order: those chosen first, in page order, then the others. */
export function ServicesSection({ page, canUpdate, onSave }: SectionProps) {
  const { slug } = useOrganization();
  const list = useQuery(query.services.list.queryOptions({ input: { organization: slug } }));
  const services = list.data ?? [];
  const [search, setSearch] = useState("");
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }));
  const byId = new Map(services.map((service) => [service.id, service]));
  const chosen = page.serviceIds.flatMap((id) => byId.get(id) ?? []);
  const others = services.filter((service) => !page.serviceIds.includes(service.id));
  const isFound = ({ name }: Service) => name.toLowerCase().includes(search.trim().toLowerCase());

  function moveTo(id: string, overId: string) {
    const from = page.serviceIds.indexOf(id);
    const to = page.serviceIds.indexOf(overId);
    if (from !== -1 && to !== -1)
      onSave({ serviceIds: page.serviceIds.toSpliced(from, 1).toSpliced(to, 0, id) });
  }

  function moveBy(id: string, step: 1 | -1) {
    const neighbour = page.serviceIds[page.serviceIds.indexOf(id) + step];
    if (neighbour !== undefined) moveTo(id, neighbour);
  }

  function onDragEnd({ active, over }: DragEndEvent) {
    if (over !== null && active.id !== over.id) moveTo(String(active.id), String(over.id));
  }

  return (
    <section aria-labelledby="services-section" className="flex flex-col gap-3">
      <div className="flex items-baseline gap-2">
        <h2 id="services-section" className="text-lg">
          Services
        </h2>
        <span className="text-muted-foreground tabular-nums">
          {chosen.length} of {services.length}
        </span>
      </div>
      {list.isError && (
        <RefreshFailed what="services" isKept={list.data !== undefined} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && <ListSkeleton label="Loading services" />}
      {list.isSuccess && services.length === 0 && (
        <p className="text-muted-foreground">
          No services yet. Create them under Services; then choose here.
        </p>
      )}
      {services.length > searchFrom && (
        <Input
          type="search"
          aria-label="Search services"
          placeholder="Search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className="max-w-60"
        />
      )}
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={onDragEnd}>
        <SortableContext items={chosen.map((service) => service.id)} strategy={verticalListSortingStrategy}>
          <ul aria-label="Services on this page">
            {chosen.filter(isFound).map((service) => (
              <ChosenService
                key={service.id}
                service={service}
                canUpdate={canUpdate}
                onMove={(step) => moveBy(service.id, step)}
                onRemove={() => onSave({ serviceIds: page.serviceIds.filter((id) => id !== service.id) })}
              />
            ))}
          </ul>
        </SortableContext>
      </DndContext>
      {others.length > 0 && (
        <ul aria-label="Services not on this page">
          {others.filter(isFound).map((service) => (
            <li
              key={service.id}
              className="flex min-h-8 items-center gap-2 text-muted-foreground pointer-coarse:min-h-11"
            >
              <span className="w-4" />
              <Choice
                service={service}
                isChosen={false}
                canUpdate={canUpdate}
                onToggle={() => onSave({ serviceIds: [...page.serviceIds, service.id] })}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface ChosenServiceProps {
  service: Service;
  canUpdate: boolean;
  onMove: (step: 1 | -1) => void;
  onRemove: () => void;
}

function ChosenService({ service, canUpdate, onMove, onRemove }: ChosenServiceProps) {
  const sortable = useSortable({ id: service.id, disabled: !canUpdate });

  function onKeyDown(event: React.KeyboardEvent) {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    onMove(event.key === "ArrowUp" ? -1 : 1);
  }

  return (
    <li
      ref={sortable.setNodeRef}
      style={{
        transform: CSS.Translate.toString(sortable.transform),
        transition: sortable.transition ?? undefined,
      }}
      onKeyDown={canUpdate ? onKeyDown : undefined}
      className="group/row flex min-h-8 items-center gap-2 rounded-md hover:bg-accent pointer-coarse:min-h-11"
    >
      {canUpdate && (
        <button
          type="button"
          {...sortable.attributes}
          {...sortable.listeners}
          tabIndex={-1}
          aria-label={`Drag ${service.name}`}
          className="flex h-7 w-4 shrink-0 cursor-grab touch-none items-center justify-center text-muted-foreground"
        >
          <GripVerticalIcon aria-hidden className="size-3.5" />
        </button>
      )}
      <Choice service={service} isChosen canUpdate={canUpdate} onToggle={onRemove} />
      {canUpdate && (
        <span className="ml-auto flex opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100">
          <Button
            variant="ghost"
            size="icon-xs"
            aria-label={`Move ${service.name} up`}
            onClick={() => onMove(-1)}
          >
            <ArrowUpIcon aria-hidden />
          </Button>
          <Button
            variant="ghost"
            size="icon-xs"
            aria-label={`Move ${service.name} down`}
            onClick={() => onMove(1)}
          >
            <ArrowDownIcon aria-hidden />
          </Button>
        </span>
      )}
    </li>
  );
}

interface ChoiceProps {
  service: Service;
  isChosen: boolean;
  canUpdate: boolean;
  onToggle: () => void;
}

function Choice({ service, isChosen, canUpdate, onToggle }: ChoiceProps) {
  const id = `choice-${service.id}`;
  return (
    <>
      <Checkbox id={id} checked={isChosen} disabled={!canUpdate} onCheckedChange={onToggle} />
      <label htmlFor={id} className="min-w-0 truncate">
        {service.name}
      </label>
    </>
  );
}
