import { createFileRoute } from "@tanstack/react-router";
import { ResetPasswordPage } from "../features/account/reset-password-page.tsx";
import { requireOwnWays } from "../lib/require-own-ways.ts";

export const Route = createFileRoute("/reset-password")({
  beforeLoad: requireOwnWays,
  component: ResetPasswordPage,
});
