import { createFileRoute } from "@tanstack/react-router";
import { MagicLinkPage } from "../features/account/magic-link-page.tsx";
import { requireOwnWays } from "../lib/require-own-ways.ts";

export const Route = createFileRoute("/magic-link")({
  beforeLoad: requireOwnWays,
  component: MagicLinkPage,
});
