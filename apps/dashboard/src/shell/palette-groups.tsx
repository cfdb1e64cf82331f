import { useNavigate } from "@tanstack/react-router";
import { CalendarPlusIcon, HistoryIcon, PlusIcon, SearchIcon, SquarePenIcon } from "lucide-react";
import { type Action, actionsHere } from "../lib/actions.ts";
import { creationsFor } from "../lib/creations.ts";
import { useDeclare, useRecordPast } from "../lib/declare.ts";
import { useOrganization } from "../lib/use-organization.ts";
import type { PaletteGroup, PaletteGroups, PaletteItem } from "./palette-item.ts";
import { useObjects } from "./palette-objects.tsx";
import { useOwn } from "./palette-own.tsx";
import { insidePlaces, type Place, placesFor } from "./places.ts";

/** Where to look on for what is too much to be at hand; `null` where nothing is typed, or one may not. */
export function useFurther(search: string): PaletteItem | null {
  const { slug, can } = useOrganization();
  const navigate = useNavigate();
  const q = search.trim();
  if (q === "" || !can("subscriber.read")) return null;
  return {
    id: "among subscribers",
    label: `Look for “${q}” among subscribers`,
    icon: <SearchIcon aria-hidden />,
    run: () =>
      void navigate({ to: "/app/$organization/subscribers", params: { organization: slug }, search: { q } }),
  };
}

/** What the palette finds: what can be done here, every place, what can be made, and every object by its name. */
export function usePaletteGroups(onHelp: () => void): PaletteGroups {
  const organization = useOrganization();
  const { slug, can } = organization;
  const navigate = useNavigate();
  const here = actionsHere();
  const objects = useObjects(slug);
  const own = useOwn(onHelp);
  const go = (to: Place["to"]) => () => void navigate({ to, params: { organization: slug } });
  const groups: PaletteGroup[] = [
    { heading: "On this page", isWhole: true, items: here.map(ofAction) },
    {
      heading: "Go to",
      isWhole: true,
      items: [
        ...placesFor(can).map(({ to, label, icon: Icon, key }) => ({
          id: `go ${to}`,
          label,
          icon: <Icon aria-hidden />,
          keys: `G ${key.toUpperCase()}`,
          run: go(to),
        })),
        ...insidePlaces
          .filter(({ action }) => action === undefined || can(action))
          .map(({ to, label, icon: Icon }) => ({
            id: `go ${to}`,
            label,
            icon: <Icon aria-hidden />,
            run: go(to),
          })),
      ],
    },
    { heading: "Create", isWhole: true, items: useMade(here) },
    ...objects.groups,
    ...own,
  ];
  return { groups, retry: objects.retry };
}

function ofAction({ label, of, icon: Icon, keys, run }: Action, index: number): PaletteItem {
  return {
    id: `here ${index} ${label}`,
    label,
    ...(of === undefined ? {} : { context: of }),
    icon: <Icon aria-hidden />,
    ...(keys === undefined ? {} : { keys }),
    run,
  };
}

/** What can be made that the view itself does not offer. */
function useMade(here: readonly Action[]): PaletteItem[] {
  const { slug, can } = useOrganization();
  const navigate = useNavigate();
  const declare = useDeclare();
  const recordPast = useRecordPast();
  const params = { organization: slug };
  const isHere = new Set(here.map(({ label }) => label));
  const incident: PaletteItem[] = [
    {
      id: "declare",
      label: "Declare incident",
      icon: <SquarePenIcon aria-hidden />,
      keys: "C",
      run: () => declare(),
    },
    {
      id: "record past",
      label: "Record a past incident",
      icon: <HistoryIcon aria-hidden />,
      run: recordPast,
    },
  ];
  const maintenance: PaletteItem = {
    id: "schedule",
    label: "Schedule maintenance",
    icon: <CalendarPlusIcon aria-hidden />,
    run: () => void navigate({ to: "/app/$organization/maintenances/new", params }),
  };
  return [
    ...(can("incident.create") ? incident : []),
    ...(can("maintenance.create") ? [maintenance] : []),
    ...creationsFor(can)
      .filter(({ label }) => !isHere.has(label))
      .map(({ name, label, icon: Icon, to }) => ({
        id: `create ${name}`,
        label,
        icon: <Icon aria-hidden />,
        run: () => void navigate({ to, params, state: { creation: name } }),
      })),
    {
      id: "create organization",
      label: "New organization",
      icon: <PlusIcon aria-hidden />,
      run: () => void navigate({ to: "/new" }),
    },
  ];
}
