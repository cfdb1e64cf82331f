import { createFileRoute } from "@tanstack/react-router";
import { ApiKeyListView } from "../features/api-keys/api-key-list-view.tsx";

export const Route = createFileRoute("/app/$organization/settings/api-keys")({ component: ApiKeyListView });
