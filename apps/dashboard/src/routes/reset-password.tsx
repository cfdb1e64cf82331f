import { createFileRoute } from "@tanstack/react-router";
import { ResetPasswordPage } from "../features/account/reset-password-page.tsx";
import { refuseBesideAuth0 } from "../lib/auth0.ts";

export const Route = createFileRoute("/reset-password")({
  beforeLoad: refuseBesideAuth0,
  component: ResetPasswordPage,
});
