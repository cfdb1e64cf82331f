import type { Organization } from "@fanal/contract";
import { type Action, allows } from "@fanal/domain";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useParams, useRouteContext } from "@tanstack/react-router";
import { useMemo } from "react";
import { meQuery } from "./session.ts";

/**
 * The organization that the address names, with one's own role in it. Somebody may have given it another address since it
 * was opened; it stays the same organization. Whose membership just ended sees what they had, until the layout leads away.
 */
export function useOrganization(): Organization & { can: (action: Action) => boolean } {
  const { organization: slug } = useParams({ from: "/app/$organization" });
  const { organization: opened } = useRouteContext({ from: "/app/$organization" });
  const { data: me } = useSuspenseQuery(meQuery());
  const organization =
    me.organizations.find((one) => one.slug === slug) ??
    me.organizations.find(({ id }) => id === opened.id) ??
    opened;
  return useMemo(
    () => ({ ...organization, can: (action: Action) => allows(organization.role, action) }),
    [organization],
  );
}
