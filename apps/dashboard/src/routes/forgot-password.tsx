import { createFileRoute } from "@tanstack/react-router";
import { AskForLinkPage } from "../features/account/ask-for-link-page.tsx";

export const Route = createFileRoute("/forgot-password")({
  component: () => <AskForLinkPage purpose="reset" />,
});
