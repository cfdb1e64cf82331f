import type { MaintenanceWindow } from "@fanal/domain";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { useQuery } from "@tanstack/react-query";
import { MessagePreview } from "../../components/message-preview.tsx";
import { query } from "../../lib/api.ts";
import { serviceName } from "../../lib/service-name.ts";
import { useDebounced } from "../../lib/use-debounced.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { offsetWords, zonedWindow } from "../../lib/zoned-time.ts";

interface VisitorCardProps {
  title: string;
  message: string;
  serviceIds: string[];
  window: MaintenanceWindow | null;
  timeZone: string;
}

/** What visitors will read, in the order in which they read it, on the clock of the first page. */
export function VisitorCard({ title, message, serviceIds, window, timeZone }: VisitorCardProps) {
  const { slug } = useOrganization();
  const input = { organization: slug };
  const { data: services } = useQuery(query.services.list.queryOptions({ input }));
  const { data: pages } = useQuery(query.statusPages.list.queryOptions({ input }));
  const now = useNow();
  const settled = useDebounced(message, 600);
  const zone = pages?.[0]?.timeZone ?? timeZone;
  return (
    <section aria-label="What visitors will see" className="flex flex-col gap-2">
      <h2 className="text-xs text-muted-foreground">What visitors will see</h2>
      <div className="flex flex-col gap-1 rounded-xl border bg-card py-3">
        <p className="flex gap-2 px-4 text-lg wrap-anywhere">
          <StatusIcon status="under_maintenance" size={18} className="mt-0.75 shrink-0" />
          <span className="min-w-0">{title.trim() === "" ? "Title" : title}</span>
        </p>
        {window !== null && (
          <p className="px-4 text-muted-foreground tabular-nums">
            {zonedWindow(window.startsAt, window.endsAt, zone, now)} {offsetWords(window.startsAt, zone)}
          </p>
        )}
        {serviceIds.length > 0 && (
          <p className="px-4 text-muted-foreground wrap-anywhere">
            {serviceIds.map((serviceId) => serviceName(services, serviceId)).join(", ")}
          </p>
        )}
        {settled.trim() !== "" && <MessagePreview organization={slug} message={settled} />}
      </div>
    </section>
  );
}
