import { useQuery } from "@tanstack/react-query";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { query } from "../../lib/api.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useRowKeys } from "../../lib/use-row-keys.ts";
import { Activity, activityQuery } from "./activity.tsx";
import { AnnouncementRow } from "./announcement-row.tsx";
import { DeclareButton } from "./declare-button.tsx";
import { IncidentRow } from "./incident-row.tsx";
import { LatePromises } from "./late-promises.tsx";
import { MaintenanceRow } from "./maintenance-row.tsx";
import { NothingYet } from "./nothing-yet.tsx";
import { isUp, soonMaintenances } from "./now.ts";
import { OpenStart } from "./open-start.tsx";
import { PageRow } from "./page-row.tsx";
import { UpdatesThatReachedNobody } from "./reached-nobody.tsx";
import { Section } from "./section.tsx";

/** How things stand: what visitors read, what is open, what is planned. */
export function OverviewView() {
  const { slug, can } = useOrganization();
  const now = useNow();
  const input = { organization: slug };
  const services = useQuery(query.services.list.queryOptions({ input }));
  const pages = useQuery(query.statusPages.list.queryOptions({ input }));
  const incidents = useQuery(query.incidents.list.queryOptions({ input: { ...input, state: "open" } }));
  const maintenances = useQuery(query.maintenances.list.queryOptions({ input: { ...input, state: "open" } }));
  const announcements = useQuery(query.announcements.list.queryOptions({ input }));
  const mayReadActivity = can("event.read");
  const activity = useQuery({ ...activityQuery(slug), enabled: mayReadActivity });
  const all = [services, pages, incidents, maintenances, announcements];
  const open = incidents.data?.items ?? [];
  const soon = soonMaintenances(maintenances.data?.items ?? [], now);
  // What was just put up is up, though the clock of the view moves in steps.
  const asOf = new Date(Math.max(now.getTime(), announcements.dataUpdatedAt));
  const up = (announcements.data ?? []).filter((announcement) => isUp(announcement, asOf));
  const shownPages = services.data === undefined ? [] : (pages.data ?? []);
  const rows = useRowKeys(
    [...shownPages, ...open, ...soon, ...up].map(({ id }) => id),
    {},
  );
  const isPending = all.some((one) => one.isPending);
  const failed = [...all, activity].filter((one) => one.isError);

  return (
    <>
      <ViewBar title="Overview">
        <DeclareButton isQuiet={services.data?.length === 0} />
      </ViewBar>
      {failed.length > 0 && (
        <RefreshFailed
          what="everything"
          isKept={failed.every((one) => one.data !== undefined)}
          onRetry={() => {
            for (const one of failed) void one.refetch();
          }}
        />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto pb-20 md:pb-6">
        {isPending && <ListSkeleton label="Loading the overview" />}
        {services.data?.length === 0 ? (
          <NothingYet />
        ) : (
          !isPending && (
            <div className="mx-auto flex max-w-240 flex-col gap-6 py-4">
              <OpenStart />
              <UpdatesThatReachedNobody now={now} />
              <LatePromises incidents={open} now={now} />
              <Section
                title="Status pages"
                empty="No status page yet."
                count={services.data && pages.data?.length}
              >
                {shownPages.map((page) => (
                  <PageRow key={page.id} page={page} services={services.data ?? []} row={rows.row(page.id)} />
                ))}
              </Section>
              <Section title="Open incidents" empty="Nothing is broken." count={incidents.data?.items.length}>
                {open.map((incident) => (
                  <IncidentRow
                    key={incident.id}
                    incident={incident}
                    services={services.data}
                    row={rows.row(incident.id)}
                  />
                ))}
              </Section>
              <Section
                title="Maintenance, next 7 days"
                empty="Nothing is planned."
                count={maintenances.data && soon.length}
              >
                {soon.map((maintenance) => (
                  <MaintenanceRow
                    key={maintenance.id}
                    maintenance={maintenance}
                    services={services.data}
                    row={rows.row(maintenance.id)}
                  />
                ))}
              </Section>
              {up.length > 0 && (
                <Section title="Announcements" count={up.length} empty="">
                  {up.map((announcement) => (
                    <AnnouncementRow
                      key={announcement.id}
                      announcement={announcement}
                      pages={pages.data ?? []}
                      row={rows.row(announcement.id)}
                    />
                  ))}
                </Section>
              )}
              {mayReadActivity && <Activity events={activity.data?.items} isPending={activity.isPending} />}
            </div>
          )
        )}
      </div>
    </>
  );
}
