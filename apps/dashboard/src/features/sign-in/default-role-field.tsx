import { type SignInSettings, signInSettings } from "@fanal/contract";
import { Field, FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { useId } from "react";
import { toast } from "sonner";
import { pick } from "../../lib/pick.ts";
import { roleNames } from "./role-names.ts";
import { useSignInSetting } from "./use-sign-in-setting.ts";

const roles = signInSettings.shape.defaultRole.options;

/** The role of those whom an identity provider brings in. */
export function DefaultRoleField({ settings: { defaultRole } }: { settings: SignInSettings }) {
  const id = useId();
  const { save, failure, canChange } = useSignInSetting((after) =>
    toast.success(`Who signs in for the first time becomes ${roleNames[after.defaultRole].toLowerCase()}.`),
  );
  return (
    <Field className="max-w-110" data-invalid={failure !== null}>
      <FieldLabel htmlFor={id}>Role at the first sign-in</FieldLabel>
      <Select
        value={defaultRole}
        disabled={!canChange}
        onValueChange={(value) => save({ defaultRole: pick(roles, value) })}
      >
        <SelectTrigger id={id} className="w-full" aria-describedby={`${id}-help`}>
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {roles.map((role) => (
            <SelectItem key={role} value={role}>
              {roleNames[role]}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      <FieldDescription id={`${id}-help`}>
        Of those who become members by it. Who is a member already keeps their role.
      </FieldDescription>
      <FieldError>{failure}</FieldError>
    </Field>
  );
}
