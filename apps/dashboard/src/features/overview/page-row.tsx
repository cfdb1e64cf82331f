import type { Service, StatusPage } from "@fanal/contract";
import { breadth, headline, indicatorStatus, localTimeOf } from "@fanal/domain";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { query } from "../../lib/api.ts";
import { uptimeWords } from "../../lib/uptime-words.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { type RowHandle, rowClass } from "./section.tsx";

const askAgainMs = 60_000;

/** What visitors read on top of a page. */
export function PageRow({ page, services, row }: { page: StatusPage; services: Service[]; row: RowHandle }) {
  const { slug } = useOrganization();
  const line = headline(shownOn(page, services));
  return (
    <li>
      <Link
        to="/app/$organization/status-pages/$pageId"
        params={{ organization: slug, pageId: page.id }}
        {...row}
        className={rowClass}
      >
        <StatusIcon status={indicatorStatus[line.indicator]} className="shrink-0" />
        <span className="flex min-w-0 items-baseline gap-3 max-md:flex-1 max-md:flex-col max-md:gap-0 md:shrink-0">
          <span className="max-w-full truncate font-strong md:max-w-40 lg:max-w-72">{page.name}</span>
          <span className="max-w-full truncate md:shrink-0">{line.text}</span>
        </span>
        <span className="min-w-0 flex-1 truncate text-right text-muted-foreground max-md:hidden">
          {breadth(line)}
        </span>
        <UptimeThisMonth page={page} />
      </Link>
    </li>
  );
}

/** By the rule and the calendar of the page, as its visitors read it. Not there while it is not known. */
function UptimeThisMonth({ page }: { page: StatusPage }) {
  const { slug: organization } = useOrganization();
  const now = useNow();
  const from = `${localTimeOf(now, page.timeZone).slice(0, "2026-11".length)}-01`;
  const { data } = useQuery({
    ...query.uptime.ofPage.queryOptions({ input: { organization, pageId: page.id, from } }),
    // While something is down it becomes less, and no event tells of that.
    refetchInterval: askAgainMs,
  });
  if (data === undefined || data.uptime === null) return null;
  return (
    <span className="shrink-0 text-right tabular-nums md:min-w-36">
      {uptimeWords(data.uptime)}
      <span className="text-muted-foreground max-md:sr-only"> this month</span>
    </span>
  );
}

/** The services of a page in its order, by the names that it gives them. */
function shownOn(page: StatusPage, services: Service[]) {
  const byId = new Map(services.map((service) => [service.id, service]));
  const settings = new Map(page.serviceSettings.map((setting) => [setting.serviceId, setting]));
  return page.serviceIds.flatMap((serviceId) => {
    const service = byId.get(serviceId);
    if (service === undefined) return [];
    return [{ name: settings.get(serviceId)?.displayName ?? service.name, status: service.status }];
  });
}
