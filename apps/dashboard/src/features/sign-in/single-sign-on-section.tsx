import { limits, type SsoProvider } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { query } from "../../lib/api.ts";
import { auth0Offer } from "../../lib/auth0.ts";
import { useCreation } from "../../lib/use-creation.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { DefaultRoleField } from "./default-role-field.tsx";
import { ProviderDialog } from "./provider-dialog.tsx";
import { ProviderRow } from "./provider-row.tsx";
import { RequireSsoField } from "./require-sso-field.tsx";
import { ssoProvidersQuery } from "./sso-writes.ts";
import { type Tested, TestOutcome } from "./test-outcome.tsx";

/** The organization's own identity providers. */
export function SingleSignOnSection({ tested }: { tested: Tested }) {
  const { slug, can } = useOrganization();
  const list = useQuery(ssoProvidersQuery(slug));
  const settings = useQuery(query.signIn.get.queryOptions({ input: { organization: slug } }));
  const heading = useId();
  const [edited, setEdited] = useState<SsoProvider | "new" | null>(null);
  const providers = list.data ?? [];
  const canUpdate = can("sign_in.update");
  const onAdd = useCreation(
    "ssoProvider",
    () => setEdited("new"),
    auth0Offer() !== "only" && list.isSuccess && providers.length < limits.ssoProviders,
  );
  if (auth0Offer() === "only") {
    return (
      <section aria-labelledby={heading} className="flex flex-col gap-2">
        <h2 id={heading} className="text-lg">
          Single sign-on
        </h2>
        <p className="max-w-150 text-muted-foreground">
          Not on this server: everybody signs in with Auth0 here, and your own identity provider can be
          connected there.
        </p>
        {settings.data?.requireSso && <RequireSsoField settings={settings.data} />}
      </section>
    );
  }
  return (
    <section aria-labelledby={heading} className="flex flex-col gap-4">
      <div className="flex flex-col gap-1">
        <h2 id={heading} className="text-lg">
          Single sign-on
        </h2>
        <p className="max-w-150 text-muted-foreground">
          Members sign in by your own identity provider, such as Okta, Entra, Google or Keycloak. Their first
          sign-in makes them members.
        </p>
      </div>
      <TestOutcome tested={tested} />
      {list.isError && (
        <RefreshFailed
          isInset
          what="identity providers"
          isKept={list.data !== undefined}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.isPending && <ListSkeleton label="Loading identity providers" rows={1} />}
      {list.isSuccess && providers.length === 0 && (
        <p className="text-muted-foreground">None yet. By OpenID Connect or SAML 2.0 it takes ten minutes.</p>
      )}
      {providers.length > 0 && (
        <ul aria-label="Identity providers" className="flex flex-col gap-6">
          {providers.map((provider) => (
            <ProviderRow
              key={provider.id}
              provider={provider}
              canUpdate={canUpdate}
              onEdit={() => setEdited(provider)}
            />
          ))}
        </ul>
      )}
      {onAdd !== undefined && (
        <div>
          <Button variant="outline" onClick={onAdd}>
            Add identity provider
          </Button>
        </div>
      )}
      {providers.length > 0 && settings.data !== undefined && (
        <>
          <DefaultRoleField settings={settings.data} />
          <RequireSsoField settings={settings.data} />
        </>
      )}
      {edited !== null && (
        <ProviderDialog
          organization={slug}
          provider={edited === "new" ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}
