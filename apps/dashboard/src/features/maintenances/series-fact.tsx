import type { Maintenance } from "@fanal/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fact } from "../../components/fact.tsx";
import { ownTimeZone } from "../../lib/own-time-zone.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { zonedTime } from "../../lib/zoned-time.ts";
import { maintenancePages } from "./queries.ts";
import { fromRule, repeatWords } from "./repeat.ts";

const shownSiblings = 4;

interface SeriesFactProps {
  maintenance: Maintenance;
  series: NonNullable<Maintenance["series"]>;
}

/** How it repeats, and the others that are coming. */
export function SeriesFact({ maintenance, series }: SeriesFactProps) {
  const { slug } = useOrganization();
  const now = useNow();
  const list = useInfiniteQuery(maintenancePages(slug, "open"));
  const siblings = (list.data?.pages.flatMap((page) => page.items) ?? [])
    .filter((one) => one.series?.id === series.id && one.id !== maintenance.id)
    .slice(0, shownSiblings);
  const { localStart, timeZone } = maintenance;
  return (
    <Fact name="Repeats" isList>
      <span className="py-1.5 wrap-anywhere">
        {repeatWords(fromRule(series.rrule, localStart, timeZone), localStart)}
        {series.isDetached && (
          <span className="block text-muted-foreground">This one was changed on its own.</span>
        )}
      </span>
      {siblings.map((sibling) => (
        <Link
          key={sibling.id}
          to="/app/$organization/maintenances/$maintenanceId"
          params={{ organization: slug, maintenanceId: sibling.id }}
          className="flex min-h-8 items-center text-primary tabular-nums underline-offset-4 hover:underline"
        >
          {zonedTime(new Date(sibling.startsAt), ownTimeZone(), now)}
        </Link>
      ))}
    </Fact>
  );
}
