import { createFileRoute } from "@tanstack/react-router";
import { MagicLinkPage } from "../features/account/magic-link-page.tsx";
import { refuseBesideAuth0 } from "../lib/auth0.ts";

export const Route = createFileRoute("/magic-link")({
  beforeLoad: refuseBesideAuth0,
  component: MagicLinkPage,
});
