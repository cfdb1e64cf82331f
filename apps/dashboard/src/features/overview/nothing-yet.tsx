import { Button } from "@fanal/ui/components/button";
import {
  Empty,
  EmptyContent,
  EmptyDescription,
  EmptyHeader,
  EmptyMedia,
  EmptyTitle,
} from "@fanal/ui/components/empty";
import { Link } from "@tanstack/react-router";
import { ActivityIcon } from "lucide-react";
import { useOrganization } from "../../lib/use-organization.ts";

/** Before there is a service there is nothing to tell of. */
export function NothingYet() {
  const { slug, can } = useOrganization();
  return (
    <Empty>
      <EmptyHeader>
        <EmptyMedia variant="icon">
          <ActivityIcon aria-hidden />
        </EmptyMedia>
        <EmptyTitle>Nothing to watch yet</EmptyTitle>
        <EmptyDescription>
          How your services are, what is broken and what is planned stands here.
        </EmptyDescription>
      </EmptyHeader>
      {can("service.create") && (
        <EmptyContent>
          <Button asChild>
            <Link to="/app/$organization/services" params={{ organization: slug }}>
              Name your services
            </Link>
          </Button>
        </EmptyContent>
      )}
    </Empty>
  );
}
