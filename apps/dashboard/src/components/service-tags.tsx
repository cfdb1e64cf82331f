import type { Service } from "@fanal/contract";
import { Badge } from "@fanal/ui/components/badge";
import { serviceName } from "../lib/service-name.ts";

const named = 2;

/** The services of a row: two by name and how many more; nothing until their names are known, and on a phone. */
export function ServiceTags({
  serviceIds,
  services,
}: {
  serviceIds: string[];
  services: Service[] | undefined;
}) {
  if (services === undefined) return null;
  return (
    <span className="flex shrink-0 gap-1 max-lg:hidden">
      {serviceIds.slice(0, named).map((serviceId) => (
        <Badge key={serviceId} variant="secondary" className="max-w-32">
          <span dir="auto" className="truncate">
            {serviceName(services, serviceId)}
          </span>
        </Badge>
      ))}
      {serviceIds.length > named && <Badge variant="secondary">+{serviceIds.length - named}</Badge>}
    </span>
  );
}
