import { createFileRoute } from "@tanstack/react-router";
import { SignUpPage } from "../features/account/sign-up-page.tsx";
import { requireOwnWays } from "../lib/require-own-ways.ts";

export const Route = createFileRoute("/sign-up")({
  beforeLoad: requireOwnWays,
  component: SignUpPage,
});
