import { Button } from "@fanal/ui/components/button";
import { Link, useNavigate } from "@tanstack/react-router";
import { AccountPage } from "../../components/account-page.tsx";
import { signOut } from "../../lib/sign-in.ts";
import { type OpenInvitation, sentenceOfInvitation } from "./invitation.ts";

/** For whoever is signed in as somebody else: an invitation is for the address that it was sent to. */
export function WrongPerson({ invitation, email }: { invitation: OpenInvitation; email: string }) {
  const navigate = useNavigate();
  const here = `/invitations/${invitation.token}`;

  const change = () => signOut(() => navigate({ to: "/sign-in", search: { return: here } }));

  return (
    <AccountPage title="This invitation is for somebody else">
      <p>{sentenceOfInvitation(invitation)}</p>
      <p>You are signed in as {email}. Sign in with the address that was invited to accept.</p>
      <Button size="lg" className="w-full" onClick={() => void change()}>
        Sign in as {invitation.email}
      </Button>
      <p className="text-xs text-muted-foreground">
        Not you?{" "}
        <Link to="/" className="text-link">
          Go on as {email}
        </Link>
      </p>
    </AccountPage>
  );
}
