import { createFileRoute } from "@tanstack/react-router";
import { SettingsView } from "../features/organizations/settings-view.tsx";

export const Route = createFileRoute("/app/$organization/settings/")({ component: SettingsView });
