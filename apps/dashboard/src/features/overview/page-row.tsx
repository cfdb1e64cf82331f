import type { Service, StatusPage } from "@fanal/contract";
import { breadth, headline, indicatorStatus } from "@fanal/domain";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { Link } from "@tanstack/react-router";
import { useOrganization } from "../../lib/use-organization.ts";
import { type RowHandle, rowClass } from "./section.tsx";

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
      </Link>
    </li>
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
