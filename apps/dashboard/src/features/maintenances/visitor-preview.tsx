import type { Maintenance } from "@fanal/contract";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { useTheme } from "@fanal/ui/hooks/use-theme";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { PreviewFrame } from "../../components/preview-frame.tsx";
import { query } from "../../lib/api.ts";
import { useDebounced } from "../../lib/use-debounced.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { type Draft, momentsOf } from "./draft.ts";

interface VisitorPreviewProps {
  draft: Draft;
  /** The maintenance that is changed; a new one without. */
  edited: Maintenance | null;
}

/** The maintenance's own page as visitors will get it, made by the server from what stands in the form. */
export function VisitorPreview({ draft, edited }: VisitorPreviewProps) {
  const { slug: organization } = useOrganization();
  const { resolvedTheme } = useTheme();
  const { data: pages = [] } = useQuery(query.statusPages.list.queryOptions({ input: { organization } }));
  const [pageId, setPageId] = useState<string | null>(null);
  const fields = useDebounced(useLastWhole(fieldsOf(draft, edited)), 600);
  const shows = (page: (typeof pages)[number]) =>
    draft.serviceIds.length === 0 || draft.serviceIds.some((id) => page.serviceIds.includes(id));
  const page = pages.find(({ id }) => id === pageId) ?? pages.find(shows) ?? pages[0];
  if (page === undefined || fields === null) return null;
  return (
    <section aria-label="What visitors will see" className="flex flex-col gap-2">
      <div className="flex min-h-7 items-center gap-2">
        <h2 className="text-xs text-muted-foreground">What visitors will see</h2>
        {pages.length > 1 && (
          <Select value={page.id} onValueChange={setPageId}>
            <SelectTrigger
              size="sm"
              aria-label="Status page"
              className="ml-auto w-auto max-w-44 min-w-0 border-border"
            >
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
      </div>
      <div className="h-130">
        <PreviewFrame
          title={`This maintenance on ${page.name}, as visitors will see it`}
          address={`/api/v1/organizations/${organization}/status-pages/${page.id}/preview`}
          fields={fields}
          revision={page.updatedAt}
          theme={resolvedTheme}
          width={null}
        />
      </div>
      {!shows(page) && (
        <p role="status" className="text-xs text-muted-foreground">
          {page.name} shows none of the chosen services, so the maintenance does not appear on it.
        </p>
      )}
    </section>
  );
}

/** What the server makes the page from; `null` while the window is none. */
function fieldsOf(draft: Draft, edited: Maintenance | null) {
  const window = momentsOf(draft);
  if (window === null) return null;
  return {
    ...(edited === null ? { message: draft.message } : { maintenance: edited.id }),
    title: draft.title.trim() === "" ? "Title" : draft.title,
    services: draft.serviceIds.join(),
    startsAt: window.startsAt.toISOString(),
    endsAt: window.endsAt.toISOString(),
    isPast: draft.isPast ? "1" : "0",
  };
}

/** The value, and while there is none the one before. */
function useLastWhole<Value>(value: Value | null): Value | null {
  const last = useRef<Value | null>(null);
  if (value !== null) last.current = value;
  return last.current;
}
