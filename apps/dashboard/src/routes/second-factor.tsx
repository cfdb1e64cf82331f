import { safeReturnPath } from "@fanal/domain";
import { createFileRoute } from "@tanstack/react-router";
import { SecondFactorPage } from "../features/account/second-factor-page.tsx";
import { onlyKnown } from "../lib/only-known.ts";
import { requireOwnWays } from "../lib/require-own-ways.ts";

export const Route = createFileRoute("/second-factor")({
  validateSearch: onlyKnown((search: Record<string, unknown>): { return?: string } => {
    const path = safeReturnPath(search.return);
    return path === null ? {} : { return: path };
  }),
  beforeLoad: requireOwnWays,
  component: SecondFactor,
});

function SecondFactor() {
  const { return: returnPath } = Route.useSearch();
  return <SecondFactorPage returnPath={returnPath ?? "/"} />;
}
