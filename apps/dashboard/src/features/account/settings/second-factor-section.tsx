import type { Me } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { FieldGroup } from "@fanal/ui/components/field";
import { useState } from "react";
import { toast } from "sonner";
import { FormFailure } from "../../../components/form-failure.tsx";
import { beginSecondFactor, disableSecondFactor, type SecondFactorSetup } from "../../../lib/account.ts";
import { SecondFactorSteps } from "./second-factor-steps.tsx";
import { SecretField } from "./secret-field.tsx";
import { Section } from "./section.tsx";
import { useAct } from "./use-act.ts";

export function SecondFactorSection({ me }: { me: Me }) {
  const [password, setPassword] = useState("");
  const [setup, setSetup] = useState<SecondFactorSetup | null>(null);
  const { isBusy, failure, act } = useAct();

  async function submit(event: React.SyntheticEvent) {
    event.preventDefault();
    const isDone = await act(async () => {
      if (me.hasTwoFactor) return disableSecondFactor(password);
      const begun = await beginSecondFactor(password);
      if ("message" in begun) return begun;
      setSetup(begun);
      return null;
    });
    if (isDone) setPassword("");
    if (isDone && me.hasTwoFactor) toast.success("Second factor turned off.");
  }

  const help = me.hasTwoFactor
    ? "It is on: after your password, a code of your authenticator app is asked for."
    : "A code of an authenticator app, asked for after your password.";
  return (
    <Section title="Second factor" help={help}>
      {setup !== null && !me.hasTwoFactor ? (
        <SecondFactorSteps setup={setup} onDone={() => setSetup(null)} />
      ) : (
        <form noValidate onSubmit={submit} className="w-full max-w-110">
          <FieldGroup>
            <FormFailure message={failure} />
            {me.hasPassword && (
              <SecretField
                label="Your password"
                autoComplete="current-password"
                value={password}
                onChange={setPassword}
              />
            )}
            <div>
              <Button type="submit" variant="outline" aria-disabled={isBusy}>
                {me.hasTwoFactor ? "Turn off second factor" : "Set up second factor"}
              </Button>
            </div>
          </FieldGroup>
        </form>
      )}
    </Section>
  );
}
