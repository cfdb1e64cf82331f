import { Button } from "@fanal/ui/components/button";
import { Kbd } from "@fanal/ui/components/kbd";
import { useDeclare } from "../../lib/declare.ts";
import { useOrganization } from "../../lib/use-organization.ts";

/** @param isQuiet while something else is to be done first */
export function DeclareButton({ isQuiet }: { isQuiet: boolean }) {
  const { can } = useOrganization();
  const declare = useDeclare();
  if (!can("incident.create")) return null;
  return (
    <Button size="sm" variant={isQuiet ? "outline" : "default"} onClick={() => declare()}>
      Declare incident <Kbd>C</Kbd>
    </Button>
  );
}
