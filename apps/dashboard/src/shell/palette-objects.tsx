import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import {
  ChartLineIcon,
  ExternalLinkIcon,
  KeyRoundIcon,
  PanelsTopLeftIcon,
  PencilLineIcon,
} from "lucide-react";
import type { ReactNode } from "react";
import { query } from "../lib/api.ts";
import { ownTimeZone } from "../lib/own-time-zone.ts";
import { useOrganization } from "../lib/use-organization.ts";
import { zonedTime } from "../lib/zoned-time.ts";
import type { PaletteGroup, PaletteGroups, PaletteItem } from "./palette-item.ts";
import { useNamed } from "./use-named.ts";

/** Everything that has a name. Shows what is loaded already, and the rest once it is there. */
export function useObjects(slug: string): PaletteGroups {
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
  const missing = [services, incidents, drafts, past, maintenances, pages, metrics, apiKeys].filter(
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
