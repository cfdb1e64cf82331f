import { createFileRoute } from "@tanstack/react-router";
import { AccountView } from "../features/account/settings/account-view.tsx";
import { requireSession } from "../lib/require-session.ts";

export const Route = createFileRoute("/account")({
  beforeLoad: ({ context, location }) => requireSession(context.queryClient, location.href),
  component: AccountView,
});
