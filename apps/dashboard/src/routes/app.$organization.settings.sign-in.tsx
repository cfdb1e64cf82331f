import { createFileRoute } from "@tanstack/react-router";
import { SignInSettingsView } from "../features/sign-in/sign-in-settings-view.tsx";
import { onlyKnown } from "../lib/only-known.ts";

interface Search {
  /** Id of the identity provider that a test sign-in worked with. */
  tested?: string;
  /** Why a test sign-in came to nothing. */
  refusal?: string;
}

export const Route = createFileRoute("/app/$organization/settings/sign-in")({
  validateSearch: onlyKnown(
    ({ tested, refusal }: Record<string, unknown>): Search => ({
      ...(typeof tested === "string" ? { tested } : {}),
      ...(typeof refusal === "string" ? { refusal } : {}),
    }),
  ),
  component: SignInSettings,
});

function SignInSettings() {
  const { tested, refusal } = Route.useSearch();
  return <SignInSettingsView tested={{ tested, refusal }} />;
}
