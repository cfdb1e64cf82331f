import { createFileRoute } from "@tanstack/react-router";
import { AskForLinkPage } from "../features/account/ask-for-link-page.tsx";
import { refuseBesideAuth0 } from "../lib/auth0.ts";

export const Route = createFileRoute("/forgot-password")({
  beforeLoad: refuseBesideAuth0,
  component: () => <AskForLinkPage purpose="reset" />,
});
