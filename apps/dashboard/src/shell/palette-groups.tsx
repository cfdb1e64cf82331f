import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import {
  ArrowLeftRightIcon,
  BookOpenIcon,
  CalendarPlusIcon,
  ChartLineIcon,
  CircleHelpIcon,
  ExternalLinkIcon,
  GlobeIcon,
  HistoryIcon,
  KeyboardIcon,
  KeyRoundIcon,
  LogOutIcon,
  PanelsTopLeftIcon,
  PencilLineIcon,
  PlusIcon,
  SearchIcon,
  SquarePenIcon,
  UserIcon,
} from "lucide-react";
import type { ReactNode } from "react";
import { type Action, actionsHere } from "../lib/actions.ts";
import { query } from "../lib/api.ts";
import { creationsFor } from "../lib/creations.ts";
import { useDeclare, useRecordPast } from "../lib/declare.ts";
import { ownTimeZone } from "../lib/own-time-zone.ts";
import { meQuery } from "../lib/session.ts";
import { useSingleKeys } from "../lib/single-keys.ts";
import { useOrganization } from "../lib/use-organization.ts";
import { useUpdateProfile } from "../lib/use-profile.ts";
import { zonedTime } from "../lib/zoned-time.ts";
import { insidePlaces, type Place, placesFor } from "./places.ts";
import type { Group, Rankable } from "./ranking.ts";
import { themes } from "./themes.ts";
import { useNamed } from "./use-named.ts";
import { useSignOut } from "./use-sign-out.ts";

/** One line of the palette. */
export interface PaletteItem extends Rankable {
  id: string;
  icon: ReactNode;
  /** What is to know beside: when a maintenance starts. */
  note?: string;
  /** The keys that do the same. */
  keys?: string;
  /** Whether it is only for those who have keys. */
  isForKeys?: boolean;
  run: () => void;
}

export type PaletteGroup = Group<PaletteItem> & { isWhole?: boolean };

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

interface PaletteGroups {
  groups: PaletteGroup[];
  /** Reads again what could not be read; `null` when all could. */
  retry: (() => void) | null;
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

/** Everything that has a name. Reads what is already loaded, so it never waits. */
function useObjects(slug: string): PaletteGroups {
  const { can } = useOrganization();
  const navigate = useNavigate();
  const input = { organization: slug };
  const services = useQuery(query.services.list.queryOptions({ input }));
  const incidents = useQuery(query.incidents.list.queryOptions({ input: { ...input, state: "open" } }));
  const drafts = useQuery(query.incidents.list.queryOptions({ input: { ...input, state: "draft" } }));
  const past = useQuery(query.incidents.list.queryOptions({ input: { ...input, state: "resolved" } }));
  const maintenances = useQuery(query.maintenances.list.queryOptions({ input: { ...input, state: "open" } }));
  const pages = useQuery(query.statusPages.list.queryOptions({ input }));
  const metrics = useQuery(query.metrics.list.queryOptions({ input }));
  const apiKeys = useQuery({
    ...query.apiKeys.list.queryOptions({ input }),
    enabled: can("api_key.read"),
  });
  const named = useNamed(slug);
  const missing = [services, incidents, maintenances, pages].filter(
    ({ data, isError }) => data === undefined && isError,
  );
  const incidentItem = ({ id, title }: { id: string; title: string }, icon: ReactNode): PaletteItem => ({
    id,
    label: title,
    icon,
    run: () =>
      void navigate({
        to: "/app/$organization/incidents/$incidentId",
        params: { organization: slug, incidentId: id },
      }),
  });
  const groups: PaletteGroup[] = [
    {
      heading: "Open incidents",
      items: (incidents.data?.items ?? []).map((one) =>
        incidentItem(one, <ProgressIcon state={one.status} />),
      ),
    },
    {
      heading: "Drafts",
      items: (drafts.data?.items ?? []).map((one) => incidentItem(one, <PencilLineIcon aria-hidden />)),
    },
    {
      heading: "Maintenance",
      items: (maintenances.data?.items ?? []).map(({ id, title, status, startsAt }) => ({
        id,
        label: title,
        icon: <ProgressIcon state={status} />,
        note: zonedTime(new Date(startsAt), ownTimeZone(), new Date()),
        run: () =>
          void navigate({
            to: "/app/$organization/maintenances/$maintenanceId",
            params: { organization: slug, maintenanceId: id },
          }),
      })),
    },
    {
      heading: "Services",
      items: (services.data ?? []).map(({ id, name, status }) => ({
        id,
        label: name,
        icon: <StatusIcon status={status} />,
        run: () =>
          void navigate({
            to: "/app/$organization/services",
            params: { organization: slug },
            search: { filter: name },
          }),
      })),
    },
    {
      heading: "Status pages",
      items: (pages.data ?? []).flatMap(({ id, name, url }) => [
        {
          id: `edit ${id}`,
          label: name,
          context: "Edit",
          icon: <PanelsTopLeftIcon aria-hidden />,
          run: () =>
            void navigate({
              to: "/app/$organization/status-pages/$pageId",
              params: { organization: slug, pageId: id },
            }),
        },
        {
          id: `open ${id}`,
          label: name,
          context: "Open as visitors see it",
          icon: <ExternalLinkIcon aria-hidden />,
          run: () => window.open(url, "_blank", "noopener"),
        },
      ]),
    },
    {
      heading: "Metrics",
      items: (metrics.data ?? []).map(({ id, name }) => ({
        id,
        label: name,
        icon: <ChartLineIcon aria-hidden />,
        run: () =>
          void navigate({
            to: "/app/$organization/metrics/$metricId",
            params: { organization: slug, metricId: id },
          }),
      })),
    },
    {
      heading: "More",
      items: [
        ...named.map(({ id, name, what, to, icon: Icon }) => ({
          id,
          label: name,
          context: what,
          icon: <Icon aria-hidden />,
          run: () => void navigate({ to, params: { organization: slug } }),
        })),
        ...(apiKeys.data ?? []).map(({ id, name }) => ({
          id,
          label: name,
          context: "API key",
          icon: <KeyRoundIcon aria-hidden />,
          run: () =>
            void navigate({ to: "/app/$organization/settings/api-keys", params: { organization: slug } }),
        })),
      ],
    },
    {
      heading: "Resolved incidents",
      items: (past.data?.items ?? []).map((one) =>
        incidentItem(one, <ProgressIcon state={one.status} tone="past" />),
      ),
    },
  ];
  const retry = missing.length === 0 ? null : () => missing.forEach(({ refetch }) => void refetch());
  return { groups, retry };
}

/** What is one's own: how it looks, one's account, and one's other organizations. */
function useOwn(onHelp: () => void): PaletteGroup[] {
  const { id: shownId } = useOrganization();
  const { data: me } = useSuspenseQuery(meQuery());
  const navigate = useNavigate();
  const profile = useUpdateProfile();
  const signOut = useSignOut();
  const [areKeysOn, turnKeys] = useSingleKeys();
  return [
    {
      heading: "Organizations",
      items: me.organizations
        .filter(({ id }) => id !== shownId)
        .map(({ id, name, slug }) => ({
          id,
          label: `Switch to ${name}`,
          icon: <ArrowLeftRightIcon aria-hidden />,
          run: () => void navigate({ to: "/app/$organization", params: { organization: slug } }),
        })),
    },
    {
      heading: "You",
      isWhole: true,
      items: [
        {
          id: "account",
          label: "Account",
          icon: <UserIcon aria-hidden />,
          run: () => void navigate({ to: "/account" }),
        },
        {
          id: "time zone",
          label: "Change your time zone",
          context: me.timeZone ?? "As on this device",
          icon: <GlobeIcon aria-hidden />,
          run: () => void navigate({ to: "/account" }),
        },
        ...themes
          .filter(({ value }) => value !== me.theme)
          .map(({ value, label, icon: Icon }) => ({
            id: `theme ${value}`,
            label: `Theme: ${label.toLowerCase()}`,
            icon: <Icon aria-hidden />,
            run: () => profile.run({ theme: value }),
          })),
        {
          id: "keys",
          label: "Show all keys",
          icon: <CircleHelpIcon aria-hidden />,
          keys: "?",
          isForKeys: true,
          run: onHelp,
        },
        {
          id: "single keys",
          label: areKeysOn ? "Turn single keys off" : "Turn single keys on",
          icon: <KeyboardIcon aria-hidden />,
          isForKeys: true,
          run: () => turnKeys(!areKeysOn),
        },
        {
          id: "documentation",
          label: "Open the documentation",
          icon: <BookOpenIcon aria-hidden />,
          run: () => window.open("/docs/", "_blank", "noopener"),
        },
        { id: "sign out", label: "Sign out", icon: <LogOutIcon aria-hidden />, run: signOut },
      ],
    },
  ];
}
