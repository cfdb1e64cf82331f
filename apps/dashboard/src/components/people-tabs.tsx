import { Link } from "@tanstack/react-router";
import { ViewTab, ViewTabs } from "./view-tabs.tsx";

/** Leads from the members of an organization to its teams, and back. */
export function PeopleTabs({ organization }: { organization: string }) {
  return (
    <ViewTabs label="People">
      <ViewTab>
        <Link to="/app/$organization/members" params={{ organization }}>
          Members
        </Link>
      </ViewTab>
      <ViewTab>
        <Link to="/app/$organization/teams" params={{ organization }}>
          Teams
        </Link>
      </ViewTab>
    </ViewTabs>
  );
}
