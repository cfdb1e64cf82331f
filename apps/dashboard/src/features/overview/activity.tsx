import type { AuditEvent } from "@fanal/contract";
import { Link } from "@tanstack/react-router";
import { Age } from "../../components/age.tsx";
import { ActorName } from "../../components/audit/actor.tsx";
import { sentenceOf } from "../../components/audit/sentences.ts";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { query } from "../../lib/api.ts";
import { useOrganization } from "../../lib/use-organization.ts";

const shown = 8;

/** What was done last and by whom. */
export const activityQuery = (organization: string) =>
  query.events.list.queryOptions({ input: { organization, limit: shown } });

interface ActivityProps {
  /** Not known while it is loaded, and where it could not be. */
  events: AuditEvent[] | undefined;
  isPending: boolean;
}

/** What was done last and by whom, as it happens; only for those who may read the audit log. */
export function Activity({ events, isPending }: ActivityProps) {
  const { slug: organization } = useOrganization();
  return (
    <section aria-label="Activity">
      <h2 className="flex h-8 items-center justify-between px-4 text-xs text-muted-foreground">
        Activity
        <Link
          to="/app/$organization/audit-log"
          params={{ organization }}
          className="touch-target text-primary underline-offset-4 hover:underline"
        >
          Audit log
        </Link>
      </h2>
      {isPending && <ListSkeleton label="Loading the activity" rows={3} />}
      {!isPending && events === undefined && (
        <p className="flex min-h-10 items-center px-4">Not known for now.</p>
      )}
      <ul>
        {events?.map((event) => (
          <li key={event.position} className="mx-2 flex min-h-10 items-center gap-3 px-2 py-1">
            <span className="min-w-0 flex-1 md:flex md:items-center md:gap-3">
              <span className="block text-muted-foreground md:w-44 md:shrink-0">
                <ActorName actor={event.actor} />
              </span>
              <span className="block min-w-0 wrap-anywhere max-md:pl-6 md:flex-1 md:truncate">
                {sentenceOf(event)}
              </span>
            </span>
            <Age time={event.createdAt} className="shrink-0 text-right text-muted-foreground tabular-nums" />
          </li>
        ))}
      </ul>
    </section>
  );
}
