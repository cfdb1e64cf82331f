import { Button } from "@fanal/ui/components/button";
import { Kbd } from "@fanal/ui/components/kbd";
import { useDeclare } from "../../lib/declare.ts";
import { useOrganization } from "../../lib/use-organization.ts";

export function DeclareButton() {
  const { can } = useOrganization();
  const declare = useDeclare();
  if (!can("incident.create")) return null;
  return (
    <Button size="sm" onClick={() => declare()}>
      Declare incident <Kbd>C</Kbd>
    </Button>
  );
}
