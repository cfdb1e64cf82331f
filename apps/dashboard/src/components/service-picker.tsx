import type { AffectedService } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { XIcon } from "lucide-react";
import { query } from "../lib/api.ts";
import { serviceName } from "../lib/service-name.ts";
import { useOrganization } from "../lib/use-organization.ts";
import { ServiceCombobox } from "./service-combobox.tsx";
import { StatusSelect } from "./status-select.tsx";

interface ServicePickerProps {
  chosen: AffectedService[];
  onChange: (chosen: AffectedService[]) => void;
}

/** For `onEscapeKeyDown` of what the picker stands in: the first Escape closes the open list only. */
export function closeListFirst(event: KeyboardEvent): void {
  if (event.target instanceof HTMLElement && event.target.dataset.listOpen === "true") event.preventDefault();
}

/** Affected services, found by typing; each one taken gets a status of its own. */
export function ServicePicker({ chosen, onChange }: ServicePickerProps) {
  const { slug } = useOrganization();
  const { data: services } = useQuery(query.services.list.queryOptions({ input: { organization: slug } }));
  const nameOf = (id: string) => serviceName(services, id);
  return (
    <div className="flex flex-col gap-1">
      {chosen.length > 0 && (
        <ul className="flex flex-col gap-1">
          {chosen.map(({ serviceId, status }) => (
            <li key={serviceId} className="flex min-h-8 items-center gap-2">
              <span className="min-w-0 flex-1 truncate font-strong">{nameOf(serviceId)}</span>
              <StatusSelect
                label={`Status of ${nameOf(serviceId)}`}
                value={status}
                onChange={(changed) =>
                  onChange(
                    chosen.map((one) => (one.serviceId === serviceId ? { serviceId, status: changed } : one)),
                  )
                }
              />
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={`Remove ${nameOf(serviceId)}`}
                onClick={() => onChange(chosen.filter((one) => one.serviceId !== serviceId))}
              >
                <XIcon aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ServiceCombobox
        taken={chosen.map(({ serviceId }) => serviceId)}
        placeholder={chosen.length === 0 ? "Which services are affected?" : "Add a service"}
        onTake={(serviceId) => onChange([...chosen, { serviceId, status: "partial_outage" }])}
        onTakeBack={() => onChange(chosen.slice(0, -1))}
      />
    </div>
  );
}
