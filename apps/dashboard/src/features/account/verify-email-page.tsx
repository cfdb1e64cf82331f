import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { AccountPage } from "../../components/account-page.tsx";
import { confirmAddress } from "../../lib/sign-in.ts";
import { LinkMissing } from "./link-missing.tsx";
import { LinkPage } from "./link-page.tsx";
import { useLinkToken } from "./use-link-token.ts";

/** Confirms an address: one of the two that a change asks. */
export function VerifyEmailPage() {
  const token = useLinkToken();
  const [isDone, setIsDone] = useState(false);

  async function confirm() {
    const refused = await confirmAddress(token ?? "");
    setIsDone(refused === null);
    return refused;
  }

  if (isDone)
    return (
      <AccountPage title="Address confirmed">
        <p role="status">
          If you change your address, a second mail asks at the other one.{" "}
          <Link to="/" className="text-link">
            Go on to Fanal
          </Link>
        </p>
      </AccountPage>
    );
  if (token === null) return <LinkMissing title="Confirm your e-mail address" />;
  return (
    <LinkPage title="Confirm your e-mail address" act="Confirm address" onAct={confirm}>
      The link in the mail belongs to you. One click, and it counts.
    </LinkPage>
  );
}
