import { createFileRoute } from "@tanstack/react-router";
import { AskForLinkPage } from "../features/account/ask-for-link-page.tsx";
import { requireOwnWays } from "../lib/require-own-ways.ts";

export const Route = createFileRoute("/forgot-password")({
  beforeLoad: requireOwnWays,
  component: () => <AskForLinkPage purpose="reset" />,
});
