import { safeReturnPath } from "@fanal/domain";
import { createFileRoute } from "@tanstack/react-router";
import { SingleSignOnPage } from "../features/account/single-sign-on-page.tsx";
import { onlyKnown } from "../lib/only-known.ts";

export const Route = createFileRoute("/single-sign-on")({
  validateSearch: onlyKnown((search: Record<string, unknown>): { return?: string } => {
    const path = safeReturnPath(search.return);
    return path === null ? {} : { return: path };
  }),
  component: SingleSignOn,
});

function SingleSignOn() {
  const { return: returnPath = "/" } = Route.useSearch();
  return <SingleSignOnPage returnPath={returnPath} />;
}
