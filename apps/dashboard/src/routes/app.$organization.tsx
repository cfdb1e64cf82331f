import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { createFileRoute, notFound, Outlet, redirect, useNavigate } from "@tanstack/react-router";
import { type ComponentProps, useEffect, useState } from "react";
import { toast } from "sonner";
import { RouteNotFound } from "../components/route-not-found.tsx";
import { RefusedView } from "../features/sign-in/refused-view.tsx";
import { api, query } from "../lib/api.ts";
import { auth0Offer } from "../lib/auth0.ts";
import { codeOf } from "../lib/errors.ts";
import { rememberOrganization } from "../lib/last-organization.ts";
import { hasLeft } from "../lib/left.ts";
import { requireSession } from "../lib/require-session.ts";
import { meQuery } from "../lib/session.ts";
import { useOrganization } from "../lib/use-organization.ts";
import { Shell } from "../shell/shell.tsx";

/** One organization, named by the address: two tabs can show two of them. */
export const Route = createFileRoute("/app/$organization")({
  beforeLoad: async ({ context, params, location }) => {
    const isIt = ({ slug }: { slug: string }) => slug === params.organization;
    let me = await requireSession(context.queryClient, location.href);
    // It may be new, or renamed, since one was last asked.
    if (!me.organizations.some(isIt))
      me = await context.queryClient.fetchQuery({ ...meQuery(), staleTime: 0 });
    const organization = me.organizations.find(isIt);
    if (organization === undefined) {
      const slug = await addressNow(params.organization);
      if (slug !== null) {
        throw redirect({
          href: location.href.replace(`/app/${params.organization}`, `/app/${slug}`),
          replace: true,
        });
      }
      // What Auth0 gave rests until it vouches for it again, and a first sign-in makes a member.
      if (auth0Offer() === null) throw notFound();
      throw redirect({
        to: "/sign-in",
        search: { organization: params.organization, return: location.href },
      });
    }
    return { me, organization };
  },
  loader: ({ context: { queryClient }, params: { organization } }) => {
    void queryClient.prefetchQuery(query.services.list.queryOptions({ input: { organization } }));
    void queryClient.prefetchQuery(query.serviceGroups.list.queryOptions({ input: { organization } }));
    void queryClient.prefetchQuery(query.teams.list.queryOptions({ input: { organization } }));
  },
  component: OrganizationLayout,
  // In the shell, from where every other place is one step away.
  notFoundComponent: RouteNotFound,
});

/** The address of the organization that had this one before; `null` when none had. */
async function addressNow(organization: string): Promise<string | null> {
  try {
    return (await api.organizations.get({ organization })).slug;
  } catch (error) {
    if (codeOf(error) === "not_found") return null;
    throw error;
  }
}

function OrganizationLayout() {
  const { organization: opened } = Route.useRouteContext();
  const { data: me } = useSuspenseQuery(meQuery());
  const membership = me.organizations.find(({ id }) => id === opened.id);
  if (membership === undefined)
    return <Removed organization={opened} isElsewhere={me.organizations.length > 0} />;
  const { signInRefusal } = membership;
  return signInRefusal === null ? (
    <Inside />
  ) : (
    <Refused me={me} organization={membership} refusal={signInRefusal} />
  );
}

const shortestPauseMs = 5_000;
const longestPauseMs = 60_000;

/**
 * Asks again by itself: no socket tells that the organization takes this sign-in now. The longer it is shown the more seldom,
 * since all of an organization may be shown it, and at once when somebody comes back to it.
 */
function Refused(props: ComponentProps<typeof RefusedView>) {
  const [since] = useState(() => Date.now());
  useQuery({
    ...meQuery(),
    refetchInterval: () => Math.min(longestPauseMs, Math.max(shortestPauseMs, (Date.now() - since) / 4)),
    refetchOnWindowFocus: "always",
  });
  return <RefusedView {...props} />;
}

/** Leads away by itself, and forgets what was shown. Who left goes on with the same sign-in, who was removed to the way in. */
function Removed(props: { organization: { slug: string; name: string }; isElsewhere: boolean }) {
  const { isElsewhere } = props;
  const { slug, name } = props.organization;
  const { queryClient } = Route.useRouteContext();
  const navigate = useNavigate();
  useEffect(() => {
    const isOwnAct = hasLeft(slug);
    if (!isOwnAct) toast(`You are no longer a member of ${name}.`, { duration: Number.POSITIVE_INFINITY });
    void navigate({ to: isElsewhere || isOwnAct ? "/" : "/sign-in", replace: true }).then(() =>
      queryClient.removeQueries({ type: "inactive" }),
    );
  }, [slug, name, isElsewhere, navigate, queryClient]);
  return null;
}

function Inside() {
  const { organization } = Route.useParams();
  const { slug } = useOrganization();
  const navigate = useNavigate();
  useEffect(() => {
    rememberOrganization(slug);
    if (slug !== organization)
      void navigate({ to: ".", params: { organization: slug }, search: true, replace: true });
  }, [slug, organization, navigate]);
  return (
    <Shell key={slug} slug={slug}>
      <Outlet />
    </Shell>
  );
}
