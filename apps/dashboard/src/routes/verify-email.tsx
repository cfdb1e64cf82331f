import { createFileRoute } from "@tanstack/react-router";
import { VerifyEmailPage } from "../features/account/verify-email-page.tsx";
import { requireOwnWays } from "../lib/require-own-ways.ts";

export const Route = createFileRoute("/verify-email")({
  beforeLoad: requireOwnWays,
  component: VerifyEmailPage,
});
