import { createFileRoute, redirect } from "@tanstack/react-router";
import { codeOf } from "../lib/errors.ts";
import { lastOrganization } from "../lib/last-organization.ts";
import { meQuery } from "../lib/session.ts";

/** The door: to where one was last, or to sign in. */
export const Route = createFileRoute("/")({
  beforeLoad: async ({ context: { queryClient } }) => {
    const me = await queryClient.ensureQueryData(meQuery()).catch((error) => {
      if (codeOf(error) === "unauthorized") throw redirect({ to: "/sign-in" });
      throw error;
    });
    const last = lastOrganization();
    const organization = me.organizations.find(({ slug }) => slug === last) ?? me.organizations[0];
    if (organization === undefined) throw redirect({ to: "/new" });
    throw redirect({ to: "/app/$organization", params: { organization: organization.slug } });
  },
});
