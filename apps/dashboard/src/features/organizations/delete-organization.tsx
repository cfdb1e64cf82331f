import { Button } from "@fanal/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { DownloadIcon } from "lucide-react";
import { DeleteByName } from "../../components/delete-by-name.tsx";
import { query } from "../../lib/api.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useDeleteOrganization } from "./writes.ts";

/** A copy is offered before it goes. */
export function DeleteOrganization() {
  const { slug: organization, name, version } = useOrganization();
  const pages = useQuery(query.statusPages.list.queryOptions({ input: { organization } }));
  const members = useQuery(query.members.list.queryOptions({ input: { organization } }));
  const remove = useDeleteOrganization();
  const what =
    pages.data !== undefined && members.data !== undefined
      ? `${counted(pages.data.length, "status page")} and ${counted(members.data.length, "member")} go with it, and everything else.`
      : "Everything of it goes.";
  return (
    <section aria-labelledby="delete-organization" className="flex flex-col items-start gap-3 border-t pt-6">
      <h2 id="delete-organization" className="text-lg">
        Delete organization
      </h2>
      <p className="text-muted-foreground">
        Everything goes, for good: status pages, incidents, members and the log. Keep a copy first; it holds
        all of it as JSON, without keys and passwords.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="outline">
          <a href={`/api/v1/organizations/${organization}/export`} download>
            <DownloadIcon aria-hidden /> Export everything
          </a>
        </Button>
        <DeleteByName
          name={name}
          title={`Delete ${name}?`}
          consequence={`${what} Its addresses stop working at once. This cannot be undone.`}
          act="Delete organization"
          onAct={() => remove.run({ organization, name, version })}
        />
      </div>
    </section>
  );
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}
