import type { Me } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { FieldGroup } from "@fanal/ui/components/field";
import { useState } from "react";
import { toast } from "sonner";
import { FormFailure } from "../../../components/form-failure.tsx";
import {
  beginSecondFactor,
  disableSecondFactor,
  renewRecoveryCodes,
  type SecondFactorSetup,
} from "../../../lib/account.ts";
import type { SignInFailure } from "../../../lib/sign-in.ts";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { SecondFactorSteps } from "./second-factor-steps.tsx";
import { SecretField } from "./secret-field.tsx";
import { Section } from "./section.tsx";
import { useAct } from "./use-act.ts";

export function SecondFactorSection({ me }: { me: Me }) {
  const [setup, setSetup] = useState<SecondFactorSetup | null>(null);
  const help = me.hasTwoFactor
    ? "It is on: after your password, a code of your authenticator app is asked for."
    : "A code of an authenticator app, asked for after your password.";
  return (
    <Section title="Second factor" help={help}>
      {me.hasTwoFactor ? (
        <IsOn me={me} />
      ) : setup !== null ? (
        <SecondFactorSteps setup={setup} onDone={() => setSetup(null)} />
      ) : (
        <IsOff me={me} onBegun={setSetup} />
      )}
    </Section>
  );
}

function IsOff({ me, onBegun }: { me: Me; onBegun: (setup: SecondFactorSetup) => void }) {
  const form = usePasswordForm();
  const begin = () =>
    form.run(async (password) => {
      const begun = await beginSecondFactor(password);
      if ("message" in begun) return begun;
      onBegun(begun);
      return null;
    });
  return (
    <PasswordForm me={me} form={form} onSubmit={begin}>
      <Button type="submit" variant="outline" aria-disabled={form.isBusy}>
        Set up second factor
      </Button>
    </PasswordForm>
  );
}

function IsOn({ me }: { me: Me }) {
  const [codes, setCodes] = useState<string[] | null>(null);
  const form = usePasswordForm();
  const turnOff = async () => {
    if (await form.run(disableSecondFactor)) toast.success("Second factor turned off.");
  };
  const renew = () =>
    form.run(async (password) => {
      const renewed = await renewRecoveryCodes(password);
      if ("message" in renewed) return renewed;
      setCodes(renewed.codes);
      toast.success("Recovery codes renewed. Those from before no longer work.");
      return null;
    });
  return (
    <>
      {codes !== null && <RecoveryCodes codes={codes} />}
      <PasswordForm me={me} form={form} onSubmit={renew}>
        <Button type="submit" variant="outline" aria-disabled={form.isBusy}>
          Renew recovery codes
        </Button>
        <Button variant="ghost" aria-disabled={form.isBusy} onClick={() => void turnOff()}>
          Turn off second factor
        </Button>
      </PasswordForm>
    </>
  );
}

/** What is only done for whoever knows the password. */
function usePasswordForm() {
  const [password, setPassword] = useState("");
  const { isBusy, failure, act } = useAct();
  async function run(work: (password: string) => Promise<SignInFailure | null>): Promise<boolean> {
    const isDone = await act(() => work(password));
    if (isDone) setPassword("");
    return isDone;
  }
  return { password, setPassword, isBusy, failure, run };
}

interface PasswordFormProps {
  me: Me;
  form: ReturnType<typeof usePasswordForm>;
  onSubmit: () => Promise<unknown>;
  /** The acts. */
  children: React.ReactNode;
}

function PasswordForm({ me, form, onSubmit, children }: PasswordFormProps) {
  return (
    <form
      noValidate
      className="w-full max-w-110"
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      <FieldGroup>
        <FormFailure message={form.failure} />
        {me.hasPassword && (
          <SecretField
            label="Your password"
            autoComplete="current-password"
            value={form.password}
            onChange={form.setPassword}
          />
        )}
        <div className="flex flex-wrap gap-2">{children}</div>
      </FieldGroup>
    </form>
  );
}
