import type { Me } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Field, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { useState } from "react";
import { FormFailure } from "../../../components/form-failure.tsx";
import { changeAddress } from "../../../lib/account.ts";
import { Section } from "./section.tsx";
import { useAct } from "./use-act.ts";

export function AddressSection({ me }: { me: Me }) {
  const [email, setEmail] = useState("");
  const [askedFor, setAskedFor] = useState<string | null>(null);
  const { isBusy, failure, act } = useAct();

  async function submit(event: React.SyntheticEvent) {
    event.preventDefault();
    if (await act(() => changeAddress(email))) setAskedFor(email);
  }

  return (
    <Section title="E-mail" help={`You sign in with ${me.email}.`}>
      {askedFor !== null ? (
        <p role="status">
          Check the inbox of {me.isEmailConfirmed ? me.email : askedFor}. The address is changed once it is
          confirmed
          {me.isEmailConfirmed ? " there, and then at the new one." : "."}
        </p>
      ) : (
        <form noValidate onSubmit={submit} className="w-full max-w-110">
          <FieldGroup>
            <FormFailure message={failure} />
            <Field>
              <FieldLabel htmlFor="new-email">New address</FieldLabel>
              <Input
                id="new-email"
                type="email"
                autoComplete="email"
                value={email}
                onChange={(event) => setEmail(event.target.value)}
              />
            </Field>
            <div>
              <Button type="submit" variant="outline" aria-disabled={isBusy || email === ""}>
                Change address
              </Button>
            </div>
          </FieldGroup>
        </form>
      )}
    </Section>
  );
}
