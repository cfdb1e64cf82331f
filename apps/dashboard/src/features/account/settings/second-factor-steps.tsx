import { Button } from "@fanal/ui/components/button";
import { Field, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { useState } from "react";
import { toast } from "sonner";
import { FormFailure } from "../../../components/form-failure.tsx";
import { QrCode } from "../../../components/qr-code.tsx";
import { confirmSecondFactor, type SecondFactorSetup } from "../../../lib/account.ts";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { useAct } from "./use-act.ts";

/** Recovery codes first, since they are shown this once; then the app, and its first code. */
export function SecondFactorSteps({ setup, onDone }: { setup: SecondFactorSetup; onDone: () => void }) {
  const [code, setCode] = useState("");
  const { isBusy, failure, act } = useAct();
  const secret = new URL(setup.uri).searchParams.get("secret") ?? "";

  async function submit(event: React.SyntheticEvent) {
    event.preventDefault();
    if (!(await act(() => confirmSecondFactor(code)))) return;
    toast.success("Second factor turned on.");
    onDone();
  }

  return (
    <ol className="flex w-full list-decimal flex-col gap-5 pl-5">
      <li>
        <RecoveryCodes codes={setup.recoveryCodes} />
      </li>
      <li>
        <p>Scan this with your authenticator app, or type the key.</p>
        <QrCode text={setup.uri} label="Picture for the authenticator app" />
        <p className="font-mono break-all" data-testid="totp-key">
          {secret}
        </p>
      </li>
      <li>
        <form noValidate onSubmit={submit} className="max-w-80">
          <FieldGroup>
            <FormFailure message={failure} />
            <Field>
              <FieldLabel htmlFor="first-code">Code that the app shows</FieldLabel>
              <Input
                id="first-code"
                inputMode="numeric"
                autoComplete="one-time-code"
                className="font-mono tabular-nums"
                value={code}
                onChange={(event) => setCode(event.target.value)}
              />
            </Field>
            <div>
              <Button type="submit" aria-disabled={isBusy}>
                Turn on second factor
              </Button>
            </div>
          </FieldGroup>
        </form>
      </li>
    </ol>
  );
}
