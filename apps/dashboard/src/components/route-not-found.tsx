import { Button } from "@fanal/ui/components/button";
import { Empty, EmptyContent, EmptyDescription, EmptyHeader, EmptyTitle } from "@fanal/ui/components/empty";
import { Link } from "@tanstack/react-router";

export function RouteNotFound() {
  return (
    <Empty>
      <EmptyHeader>
        <EmptyTitle>
          <h1>There is nothing at this address</h1>
        </EmptyTitle>
        <EmptyDescription>
          It was deleted or renamed, or it belongs to an organization that you are not in.
        </EmptyDescription>
      </EmptyHeader>
      <EmptyContent>
        <Button variant="outline" asChild>
          <Link to="/">Go to the overview</Link>
        </Button>
      </EmptyContent>
    </Empty>
  );
}
