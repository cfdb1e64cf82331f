import { createFileRoute } from "@tanstack/react-router";
import { ImportListView } from "../features/imports/import-list-view.tsx";

export const Route = createFileRoute("/app/$organization/settings/import")({ component: ImportListView });
