import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { AccountPage } from "../../components/account-page.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { SubmitButton } from "../../components/submit-button.tsx";
import type { SignInFailure } from "../../lib/sign-in.ts";

interface LinkPageProps {
  title: string;
  /** What the click does. */
  children: ReactNode;
  act: string;
  /** Does it; what it returns is why it did not work. */
  onAct: () => Promise<SignInFailure | null>;
}

/** Where a mail's link leads: a person clicks, so that programs which follow links do nothing. */
export function LinkPage({ title, children, act, onAct }: LinkPageProps) {
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function submit() {
    setIsBusy(true);
    setFailure(null);
    const refused = await onAct();
    setIsBusy(false);
    if (refused !== null) setFailure(refused.message);
  }

  return (
    <AccountPage title={title}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <FormFailure message={failure} />
        <p>{children}</p>
        <SubmitButton isBusy={isBusy}>{act}</SubmitButton>
      </form>
      <p className="text-xs text-muted-foreground">
        <Link to="/sign-in" className="text-link">
          Back to sign-in
        </Link>
      </p>
    </AccountPage>
  );
}
