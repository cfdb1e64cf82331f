import { createFileRoute } from "@tanstack/react-router";
import { ConfirmSignUpPage } from "../features/account/confirm-sign-up-page.tsx";
import { requireOwnWays } from "../lib/require-own-ways.ts";

export const Route = createFileRoute("/confirm-sign-up")({
  beforeLoad: requireOwnWays,
  component: ConfirmSignUpPage,
});
