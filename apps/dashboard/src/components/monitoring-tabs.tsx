import { Link } from "@tanstack/react-router";
import { ViewTab, ViewTabs } from "./view-tabs.tsx";

/** Leads through what machines say of services. */
export function MonitoringTabs({ organization }: { organization: string }) {
  return (
    <ViewTabs label="Parts of monitoring">
      <ViewTab>
        <Link to="/app/$organization/monitoring" params={{ organization }} activeOptions={{ exact: true }}>
          Heartbeats
        </Link>
      </ViewTab>
      <ViewTab>
        <Link to="/app/$organization/monitoring/checks" params={{ organization }}>
          Checks
        </Link>
      </ViewTab>
      <ViewTab>
        <Link to="/app/$organization/monitoring/alerts" params={{ organization }}>
          Alerts
        </Link>
      </ViewTab>
    </ViewTabs>
  );
}
