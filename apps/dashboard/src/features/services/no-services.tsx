import { Button } from "@fanal/ui/components/button";
import {
  Empty,
  EmptyContent,
  EmptyDescription,
  EmptyHeader,
  EmptyMedia,
  EmptyTitle,
} from "@fanal/ui/components/empty";
import { LayoutListIcon, PlusIcon } from "lucide-react";
import type { useOrganization } from "../../lib/use-organization.ts";
import { useCreateService } from "./writes.ts";

const presets = [
  { name: "API", description: "REST and GraphQL for your integrations" },
  { name: "Website", description: "What visitors see first" },
  { name: "Dashboard", description: "Where your customers work" },
  { name: "Database", description: "Storage behind everything else" },
];

interface NoServicesProps {
  organization: ReturnType<typeof useOrganization>;
  onNewService: () => void;
}

export function NoServices({ organization, onNewService }: NoServicesProps) {
  const create = useCreateService();
  const canCreate = organization.can("service.create");
  return (
    <Empty>
      <EmptyHeader>
        <EmptyMedia variant="icon">
          <LayoutListIcon aria-hidden />
        </EmptyMedia>
        <EmptyTitle>No services yet</EmptyTitle>
        <EmptyDescription>
          {canCreate ? "Add what your users would miss first." : "An admin of the organization adds them."}
        </EmptyDescription>
      </EmptyHeader>
      {canCreate && (
        <>
          <EmptyContent>
            <Button onClick={onNewService}>
              <PlusIcon aria-hidden /> New service
            </Button>
          </EmptyContent>
          <EmptyContent aria-label="Presets" role="group">
            {presets.map((preset) => (
              <Button
                key={preset.name}
                variant="outline"
                size="sm"
                onClick={() => create.run({ organization: organization.slug, ...preset })}
              >
                Add {preset.name}
              </Button>
            ))}
          </EmptyContent>
        </>
      )}
    </Empty>
  );
}
