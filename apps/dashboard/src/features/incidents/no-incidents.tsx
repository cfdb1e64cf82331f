import { Button } from "@fanal/ui/components/button";
import {
  Empty,
  EmptyContent,
  EmptyDescription,
  EmptyHeader,
  EmptyMedia,
  EmptyTitle,
} from "@fanal/ui/components/empty";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArchiveIcon, FilePenLineIcon } from "lucide-react";
import { NoneYet } from "../../components/none-yet.tsx";
import { query } from "../../lib/api.ts";
import { useDeclare, useRecordPast } from "../../lib/declare.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import type { IncidentTab } from "./queries.ts";

/** Why a list of incidents is empty, and what can be done. */
export function NoIncidents({ tab, slug }: { tab: IncidentTab; slug: string }) {
  switch (tab) {
    case "open":
      return <NothingBroken slug={slug} />;
    case "draft":
      return <NoDrafts />;
    case "resolved":
      return <NoResolved />;
  }
}

function NothingBroken({ slug }: { slug: string }) {
  const declare = useDeclare();
  const { can } = useOrganization();
  const { data } = useQuery(
    query.incidents.list.queryOptions({ input: { organization: slug, state: "resolved", limit: 1 } }),
  );
  const last = data?.items[0];
  return (
    <Empty>
      <EmptyHeader>
        <EmptyMedia>
          <StatusIcon status="operational" size={40} />
        </EmptyMedia>
        <EmptyTitle>Nothing is broken</EmptyTitle>
        <EmptyDescription>
          {can("incident.create") ? <PressC /> : "When something is, you see it here."}
        </EmptyDescription>
      </EmptyHeader>
      <EmptyContent>
        {can("incident.create") && (
          <Button variant="outline" onClick={() => declare()}>
            Declare incident
          </Button>
        )}
        {last !== undefined && (
          <Button variant="link" asChild className="min-w-0 max-w-full">
            <Link
              to="/app/$organization/incidents/$incidentId"
              params={{ organization: slug, incidentId: last.id }}
            >
              <span className="truncate">Last one: {last.title}</span>
            </Link>
          </Button>
        )}
      </EmptyContent>
    </Empty>
  );
}

/** Where there are keys. */
function PressC() {
  return (
    <>
      When something is, <span className="pointer-coarse:hidden">press C.</span>
      <span className="pointer-fine:hidden">declare it.</span>
    </>
  );
}

function NoDrafts() {
  const declare = useDeclare();
  const { can } = useOrganization();
  return (
    <NoneYet
      icon={FilePenLineIcon}
      title="No drafts"
      text="A draft is an incident that only operators see, until somebody publishes it."
    >
      {can("incident.create") && (
        <Button variant="outline" onClick={() => declare()}>
          Write a draft
        </Button>
      )}
    </NoneYet>
  );
}

function NoResolved() {
  const recordPast = useRecordPast();
  const { can } = useOrganization();
  return (
    <NoneYet icon={ArchiveIcon} title="No resolved incidents" text="Incidents come here once they are over.">
      {can("incident.create") && (
        <Button variant="outline" onClick={recordPast}>
          Record a past incident
        </Button>
      )}
    </NoneYet>
  );
}
