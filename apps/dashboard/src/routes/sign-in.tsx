import { createFileRoute } from "@tanstack/react-router";
import { SignInPage } from "../features/account/sign-in-page.tsx";
import { safeReturnPath } from "../lib/return-path.ts";

export const Route = createFileRoute("/sign-in")({
  validateSearch: (search: Record<string, unknown>): { return?: string } => {
    const path = safeReturnPath(search.return);
    return path === null ? {} : { return: path };
  },
  component: SignIn,
});

function SignIn() {
  const { return: returnPath } = Route.useSearch();
  return <SignInPage returnPath={returnPath ?? "/"} />;
}
