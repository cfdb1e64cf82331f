import { allows } from "@fanal/domain";
import { createFileRoute, redirect } from "@tanstack/react-router";
import { useEffect } from "react";
import { ServicesStep } from "../features/services/start/services-step.tsx";
import { LiveStep } from "../features/status-pages/start/live-step.tsx";
import { LookStep } from "../features/status-pages/start/look-step.tsx";
import { query } from "../lib/api.ts";
import { keepStart, openStart, type StartStep, startStepOf } from "../lib/guided-start.ts";
import { onlyKnown } from "../lib/only-known.ts";
import { useOrganization } from "../lib/use-organization.ts";

/** The guided start of an organization. Who may not set it up is led to the overview. */
export const Route = createFileRoute("/app/$organization/start")({
  validateSearch: onlyKnown((search: Record<string, unknown>): { step?: StartStep } => {
    const step = startStepOf(search.step);
    return step === null ? {} : { step };
  }),
  loader: async ({ context: { queryClient, organization: opened }, params: { organization } }) => {
    const input = { organization };
    const [pages] = await Promise.all([
      queryClient.ensureQueryData(query.statusPages.list.queryOptions({ input })),
      queryClient.ensureQueryData(query.services.list.queryOptions({ input })),
    ]);
    const page = pages.find(({ id }) => id === opened.defaultPageId) ?? pages[0];
    if (page === undefined || !allows(opened.role, "service.create"))
      throw redirect({ to: "/app/$organization", params: { organization } });
    await queryClient.ensureQueryData(
      query.statusPages.get.queryOptions({ input: { organization, pageId: page.id } }),
    );
    return { pageId: page.id };
  },
  component: Start,
});

function Start() {
  const { pageId } = Route.useLoaderData();
  const { id } = useOrganization();
  const { step = openStart(id) ?? "services" } = Route.useSearch();
  useEffect(() => keepStart(id, step), [id, step]);
  if (step === "services") return <ServicesStep />;
  return step === "look" ? <LookStep pageId={pageId} /> : <LiveStep pageId={pageId} />;
}
