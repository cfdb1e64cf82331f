import type { Incident } from "@fanal/contract";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { NoneYet } from "../../components/none-yet.tsx";
import { PageFrame } from "../../components/page-frame.tsx";
import { query } from "../../lib/api.ts";

/** The draft on a status page, exactly as visitors will see it once it is published. */
export function DraftPreview({ organization, incident }: { organization: string; incident: Incident }) {
  const { data: pages } = useQuery(query.statusPages.list.queryOptions({ input: { organization } }));
  const [pageId, setPageId] = useState<string | null>(null);
  const page = pages?.find(({ id }) => id === pageId) ?? pages?.[0];
  if (pages === undefined) return null;
  if (page === undefined) {
    return (
      <NoneYet
        title="No status page to preview it on"
        text="Once there is one, the draft is shown here as visitors will see it."
      />
    );
  }
  const shown = new Set(page.serviceIds);
  const isElsewhere =
    incident.services.length > 0 && !incident.services.some(({ serviceId }) => shown.has(serviceId));
  const address = `/api/v1/organizations/${organization}/status-pages/${page.id}/preview`;
  return (
    <>
      <PageFrame
        title={`${page.name} with this draft, as visitors will see it`}
        src={`${address}?incident=${incident.id}`}
        // What the server has; what is being saved has not changed it yet.
        revision={incident.updatedAt}
      >
        {pages.length > 1 && (
          <Select value={page.id} onValueChange={setPageId}>
            <SelectTrigger size="sm" aria-label="Status page" className="w-auto max-w-60 border-border">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {pages.map(({ id, name }) => (
                <SelectItem key={id} value={id}>
                  {name}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        )}
      </PageFrame>
      {isElsewhere && (
        <p role="status" className="px-4 pb-3 text-center text-xs text-muted-foreground">
          {page.name} shows none of the chosen services, so the incident does not appear on it.
        </p>
      )}
    </>
  );
}
