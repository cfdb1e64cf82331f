import { Button } from "@fanal/ui/components/button";
import { Spinner } from "@fanal/ui/components/spinner";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { AccountPage } from "../../components/account-page.tsx";
import { query } from "../../lib/api.ts";
import { codeOf, sentenceOf } from "../../lib/errors.ts";
import { meQuery } from "../../lib/session.ts";
import { Join } from "./join.tsx";
import { JoinWithAccount } from "./join-with-account.tsx";
import { WrongPerson } from "./wrong-person.tsx";

/** Where the link of an invitation leads: strangers, those who are signed in, and those who are signed in as somebody else. */
export function InvitationPage({ token }: { token: string }) {
  const preview = useQuery({ ...query.invitations.preview.queryOptions({ input: { token } }), staleTime: 0 });
  const me = useQuery({ ...meQuery(), retry: false });
  const isSignedOut = codeOf(me.error) === "unauthorized";
  if (preview.isPending || (me.isPending && !isSignedOut)) {
    return (
      <AccountPage title="Invitation">
        <Spinner label="Loading the invitation" />
      </AccountPage>
    );
  }
  if (preview.data === undefined) {
    const isEnded = codeOf(preview.error) === "not_found";
    return (
      <AccountPage title={isEnded ? "This invitation has ended" : "Could not load the invitation"}>
        <p role="alert">{sentenceOf(preview.error)}</p>
        {isEnded ? (
          <p>
            <Link to="/" className="text-link">
              Go to Fanal
            </Link>
          </p>
        ) : (
          <Button variant="outline" className="self-start" onClick={() => void preview.refetch()}>
            Retry
          </Button>
        )}
      </AccountPage>
    );
  }
  const invitation = { ...preview.data, token };
  if (me.data === undefined) return <JoinWithAccount invitation={invitation} />;
  return me.data.email.toLowerCase() === invitation.email ? (
    <Join invitation={invitation} />
  ) : (
    <WrongPerson invitation={invitation} email={me.data.email} />
  );
}
