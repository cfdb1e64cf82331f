import { createFileRoute } from "@tanstack/react-router";
import { InvitationPage } from "../features/invitations/invitation-page.tsx";

export const Route = createFileRoute("/invitations/$token")({ component: Invitation });

function Invitation() {
  const { token } = Route.useParams();
  return <InvitationPage key={token} token={token} />;
}
