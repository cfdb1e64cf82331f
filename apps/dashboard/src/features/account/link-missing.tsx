import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { AccountPage } from "../../components/account-page.tsx";

/** Where a mail's link leads, opened without what the link carries: it is not in the address any more. */
export function LinkMissing({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <AccountPage title={title}>
      <p>Open the link of your mail again.{children}</p>
      <p className="text-xs text-muted-foreground">
        <Link to="/sign-in" className="text-link">
          Back to sign-in
        </Link>
      </p>
    </AccountPage>
  );
}
