import { Button } from "@fanal/ui/components/button";
import { LayoutListIcon } from "lucide-react";
import { NoneYet } from "../../components/none-yet.tsx";
import type { useOrganization } from "../../lib/use-organization.ts";
import { usualServices } from "./presets.ts";
import { useCreateService } from "./writes.ts";

interface NoServicesProps {
  organization: ReturnType<typeof useOrganization>;
  onNewService: () => void;
}

export function NoServices({ organization, onNewService }: NoServicesProps) {
  const create = useCreateService();
  const canCreate = organization.can("service.create");
  return (
    <NoneYet
      icon={LayoutListIcon}
      title="No services yet"
      text={canCreate ? "Add what your users would miss first." : "An admin of the organization adds them."}
    >
      {canCreate && (
        <div className="flex flex-col items-center gap-4">
          <Button onClick={onNewService}>New service</Button>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would say that it is part of a form */}
          <div role="group" aria-label="Presets" className="flex flex-wrap justify-center gap-2">
            {usualServices.map((preset) => (
              <Button
                key={preset.name}
                variant="outline"
                size="sm"
                onClick={() => create.run({ organization: organization.slug, ...preset })}
              >
                Add {preset.name}
              </Button>
            ))}
          </div>
        </div>
      )}
    </NoneYet>
  );
}
