import { Button } from "@fanal/ui/components/button";
import { Spinner } from "@fanal/ui/components/spinner";
import { AccountPage } from "../../components/account-page.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { type OpenInvitation, sentenceOfInvitation } from "./invitation.ts";
import { useJoin } from "./use-join.ts";

/** For whoever is signed in with the address that was invited. */
export function Join({ invitation }: { invitation: OpenInvitation }) {
  const { join, isJoining, failure } = useJoin(invitation.token);
  return (
    <AccountPage title={`Join ${invitation.organizationName}`}>
      <p>{sentenceOfInvitation(invitation)}</p>
      <FormFailure message={failure} />
      <Button
        size="lg"
        className="w-full"
        aria-disabled={isJoining}
        onClick={() => !isJoining && void join()}
      >
        {isJoining && <Spinner label="" />}
        Join {invitation.organizationName}
      </Button>
    </AccountPage>
  );
}
