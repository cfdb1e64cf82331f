import { Skeleton } from "@fanal/ui/components/skeleton";
import { useQuery } from "@tanstack/react-query";
import { ForAdmins } from "../../components/for-admins.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { SettingsTabs } from "../../components/settings-tabs.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { query } from "../../lib/api.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { Auth0Section } from "./auth0-section.tsx";
import { EmailDomainsSection } from "./email-domains-section.tsx";
import { MethodsSection } from "./methods-section.tsx";
import { ScimSection } from "./scim-section.tsx";
import { SingleSignOnSection } from "./single-sign-on-section.tsx";
import { ssoProvidersQuery } from "./sso-writes.ts";
import type { Tested } from "./test-outcome.tsx";
import { TwoFactorSection } from "./two-factor-section.tsx";

/** How members of the organization sign in: what is asked of them, and one section for each provider. */
export function SignInSettingsView({ tested }: { tested: Tested }) {
  const organization = useOrganization();
  return (
    <>
      <ViewBar title="Sign-in" />
      <SettingsTabs />
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-6 pb-24 md:px-6">
        <div className="mx-auto flex max-w-180 flex-col gap-10">
          {organization.can("sign_in.read") ? (
            <>
              <Sections slug={organization.slug} />
              <SingleSignOnSection tested={tested} />
              <EmailDomainsSection />
              <ScimSection />
            </>
          ) : (
            <ForAdmins what="Only admins see how members sign in." />
          )}
        </div>
      </div>
    </>
  );
}

function Sections({ slug }: { slug: string }) {
  const settings = useQuery(query.signIn.get.queryOptions({ input: { organization: slug } }));
  const providers = useQuery(ssoProvidersQuery(slug));
  const { data } = settings;
  return (
    <>
      {settings.isError && (
        <RefreshFailed
          isInset
          what="how members sign in"
          isKept={data !== undefined}
          onRetry={() => void settings.refetch()}
        />
      )}
      {(settings.isPending || providers.isPending) && <Skeleton className="h-48 w-full max-w-110" />}
      {data !== undefined && !providers.isPending && (
        <>
          <TwoFactorSection settings={data} />
          <MethodsSection settings={data} hasProvider={providers.data?.length !== 0} />
          <Auth0Section settings={data} />
        </>
      )}
    </>
  );
}
