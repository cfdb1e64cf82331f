import { Link } from "@tanstack/react-router";
import { useOrganization } from "../lib/use-organization.ts";
import { ViewTab, ViewTabs } from "./view-tabs.tsx";

/** Leads through the settings of an organization; absent for those who may see one part only. */
export function SettingsTabs() {
  const { slug: organization, can } = useOrganization();
  if (!can("sign_in.read") && !can("api_key.read")) return null;
  return (
    <ViewTabs label="Parts of the settings">
      <ViewTab>
        <Link to="/app/$organization/settings" params={{ organization }} activeOptions={{ exact: true }}>
          General
        </Link>
      </ViewTab>
      {can("sign_in.read") && (
        <ViewTab>
          <Link to="/app/$organization/settings/sign-in" params={{ organization }}>
            Sign-in
          </Link>
        </ViewTab>
      )}
      {can("api_key.read") && (
        <ViewTab>
          <Link to="/app/$organization/settings/api-keys" params={{ organization }}>
            API keys
          </Link>
        </ViewTab>
      )}
      {can("import.read") && (
        <ViewTab>
          <Link to="/app/$organization/settings/import" params={{ organization }}>
            Import
          </Link>
        </ViewTab>
      )}
    </ViewTabs>
  );
}
