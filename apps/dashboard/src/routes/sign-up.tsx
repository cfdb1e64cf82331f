import { createFileRoute } from "@tanstack/react-router";
import { SignUpPage } from "../features/account/sign-up-page.tsx";
import { refuseBesideAuth0 } from "../lib/auth0.ts";

export const Route = createFileRoute("/sign-up")({
  beforeLoad: refuseBesideAuth0,
  component: SignUpPage,
});
