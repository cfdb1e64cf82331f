import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronLeftIcon } from "lucide-react";
import { auth0Offer } from "../../../lib/auth0.ts";
import { meQuery } from "../../../lib/session.ts";
import { AddressSection } from "./address-section.tsx";
import { DeleteSection } from "./delete-section.tsx";
import { PasskeySection } from "./passkey-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { ProfileSection } from "./profile-section.tsx";
import { SecondFactorSection } from "./second-factor-section.tsx";
import { SessionSection } from "./session-section.tsx";

/** What somebody is called, and how they come in: theirs alone, whatever organizations they belong to. */
export function AccountView() {
  const { data: me } = useSuspenseQuery(meQuery());
  // Where everybody signs in with Auth0, address, password and factors are kept there.
  const isOwn = auth0Offer() !== "only";
  return (
    <main className="mx-auto flex w-full max-w-180 flex-col gap-10 px-4 pt-6 pb-24 md:px-6">
      <header className="flex flex-col gap-1">
        <Link
          to="/"
          className="-ml-1 flex touch-target items-center gap-1 self-start text-sm text-muted-foreground hover:text-foreground"
        >
          <ChevronLeftIcon aria-hidden className="size-4" /> Back
        </Link>
        <h1 className="text-2xl">Account</h1>
      </header>
      <ProfileSection me={me} />
      {isOwn && (
        <>
          <AddressSection me={me} />
          {me.hasPassword && <PasswordSection />}
          <SecondFactorSection me={me} />
          <PasskeySection />
        </>
      )}
      <SessionSection />
      {isOwn && <DeleteSection me={me} />}
    </main>
  );
}
