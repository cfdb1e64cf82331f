import { Button } from "@fanal/ui/components/button";
import { Link } from "@tanstack/react-router";
import { ActivityIcon } from "lucide-react";
import { NoneYet } from "../../components/none-yet.tsx";
import { useOrganization } from "../../lib/use-organization.ts";

/** Before there is a service there is nothing to tell of. */
export function NothingYet() {
  const { slug, can } = useOrganization();
  return (
    <NoneYet
      icon={ActivityIcon}
      title="Nothing to watch yet"
      text="How your services are, what is broken and what is planned stands here."
    >
      {can("service.create") && (
        <Button asChild>
          <Link to="/app/$organization/start" params={{ organization: slug }}>
            Name your services
          </Link>
        </Button>
      )}
    </NoneYet>
  );
}
