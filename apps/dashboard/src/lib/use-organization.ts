import type { Organization } from "@fanal/contract";
import { type Action, allows } from "@fanal/domain";
import { useSuspenseQuery } from "@tanstack/react-query";
import { notFound, useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { meQuery } from "./session.ts";

/** The organization that the address names, with one's own role in it. */
export function useOrganization(): Organization & { can: (action: Action) => boolean } {
  const { organization: slug } = useParams({ from: "/app/$organization" });
  const { data: me } = useSuspenseQuery(meQuery());
  const organization = me.organizations.find((one) => one.slug === slug);
  if (organization === undefined) throw notFound();
  return useMemo(
    () => ({ ...organization, can: (action: Action) => allows(organization.role, action) }),
    [organization],
  );
}
