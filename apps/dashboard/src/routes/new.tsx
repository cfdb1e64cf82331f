import { createFileRoute } from "@tanstack/react-router";
import { NewOrganizationPage } from "../features/organizations/new-organization-page.tsx";
import { requireSession } from "../lib/require-session.ts";

export const Route = createFileRoute("/new")({
  beforeLoad: ({ context, location }) => requireSession(context.queryClient, location.href),
  component: NewOrganizationPage,
});
