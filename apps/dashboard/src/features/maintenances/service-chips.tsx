import { Button } from "@fanal/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { XIcon } from "lucide-react";
import { ServiceCombobox } from "../../components/service-combobox.tsx";
import { query } from "../../lib/api.ts";
import { serviceName } from "../../lib/service-name.ts";
import { useOrganization } from "../../lib/use-organization.ts";

interface ServiceChipsProps {
  serviceIds: string[];
  onChange: (serviceIds: string[]) => void;
}

/** The services that are worked on. */
export function ServiceChips({ serviceIds, onChange }: ServiceChipsProps) {
  const { slug } = useOrganization();
  const { data: services } = useQuery(query.services.list.queryOptions({ input: { organization: slug } }));
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="pb-1.5 font-medium">Services</legend>
      {serviceIds.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {serviceIds.map((serviceId) => {
            const name = serviceName(services, serviceId);
            return (
              <li
                key={serviceId}
                className="flex h-7 max-w-full items-center gap-1 rounded-md border border-transparent bg-secondary ps-2.5 pointer-coarse:h-11"
              >
                <span className="truncate">{name}</span>
                <Button
                  variant="ghost"
                  size="icon-xs"
                  aria-label={`Remove ${name}`}
                  onClick={() => onChange(serviceIds.filter((one) => one !== serviceId))}
                >
                  <XIcon aria-hidden />
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      <div className="max-w-110">
        <ServiceCombobox
          taken={serviceIds}
          placeholder={serviceIds.length === 0 ? "Which services are worked on?" : "Add a service"}
          onTake={(serviceId) => onChange([...serviceIds, serviceId])}
          onTakeBack={() => onChange(serviceIds.slice(0, -1))}
        />
      </div>
    </fieldset>
  );
}
