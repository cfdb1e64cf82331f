import { createFileRoute } from "@tanstack/react-router";
import { SignInSettingsView } from "../features/sign-in/sign-in-settings-view.tsx";

export const Route = createFileRoute("/app/$organization/settings/sign-in")({
  component: SignInSettingsView,
});
