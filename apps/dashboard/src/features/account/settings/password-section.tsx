import { limits } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { FieldGroup } from "@fanal/ui/components/field";
import { useState } from "react";
import { toast } from "sonner";
import { FormFailure } from "../../../components/form-failure.tsx";
import { changePassword } from "../../../lib/account.ts";
import { SecretField } from "./secret-field.tsx";
import { Section } from "./section.tsx";
import { useAct } from "./use-act.ts";

export function PasswordSection() {
  const [currentPassword, setCurrent] = useState("");
  const [newPassword, setNew] = useState("");
  const { isBusy, failure, act } = useAct();

  async function submit(event: React.SyntheticEvent) {
    event.preventDefault();
    const isDone = await act(async () =>
      newPassword.length < limits.passwordMin
        ? { message: `Use at least ${limits.passwordMin} characters.` }
        : changePassword({ currentPassword, newPassword }),
    );
    if (!isDone) return;
    setCurrent("");
    setNew("");
    toast.success("Password changed. You are signed out everywhere else.");
  }

  return (
    <Section title="Password" help="A new one signs you out everywhere else.">
      <form noValidate onSubmit={submit} className="w-full max-w-110">
        <FieldGroup>
          <FormFailure message={failure} />
          <SecretField
            label="Password that you have"
            autoComplete="current-password"
            value={currentPassword}
            onChange={setCurrent}
          />
          <SecretField
            label="New password"
            autoComplete="new-password"
            value={newPassword}
            onChange={setNew}
          />
          <div>
            <Button type="submit" variant="outline" aria-disabled={isBusy}>
              Change password
            </Button>
          </div>
        </FieldGroup>
      </form>
    </Section>
  );
}
