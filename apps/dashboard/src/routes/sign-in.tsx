import { safeReturnPath } from "@fanal/domain";
import { createFileRoute } from "@tanstack/react-router";
import { SignInPage } from "../features/account/sign-in-page.tsx";
import { onlyKnown } from "../lib/only-known.ts";

interface Search {
  return?: string;
  /** A slug of ours, or what an invitation of Auth0 names. */
  organization?: string;
  invitation?: string;
  /** Why a sign-in by a provider came to nothing. */
  refusal?: string;
}

export const Route = createFileRoute("/sign-in")({
  validateSearch: onlyKnown((search: Record<string, unknown>): Search => {
    const path = safeReturnPath(search.return);
    const { organization, invitation, refusal } = search;
    return {
      ...(path === null ? {} : { return: path }),
      ...(typeof organization === "string" ? { organization } : {}),
      ...(typeof invitation === "string" ? { invitation } : {}),
      ...(typeof refusal === "string" ? { refusal } : {}),
    };
  }),
  component: SignIn,
});

function SignIn() {
  const { return: returnPath, organization, invitation, refusal } = Route.useSearch();
  return (
    <SignInPage
      returnPath={returnPath ?? "/"}
      organization={organization ?? organizationOf(returnPath)}
      invitation={invitation}
      refusal={refusal}
    />
  );
}

/** Who comes from the page of an organization signs in to it. */
function organizationOf(path: string | undefined): string | undefined {
  return /^\/app\/([a-z0-9-]+)/.exec(path ?? "")?.[1];
}
