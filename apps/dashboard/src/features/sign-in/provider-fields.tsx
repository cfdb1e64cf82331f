import { Field, FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Textarea } from "@fanal/ui/components/textarea";
import { useId } from "react";
import type { ProviderFields } from "./provider-form.ts";

type FieldName = keyof ProviderFields;

interface FieldsProps {
  fields: ProviderFields;
  problems: Partial<Record<FieldName, string>>;
  onChange: (field: FieldName, value: string) => void;
}

export function OidcFields({ isNew, fields, problems, onChange }: FieldsProps & { isNew: boolean }) {
  const of = (field: FieldName) => ({ field, value: fields[field], problem: problems[field], onChange });
  return (
    <>
      <TextField
        {...of("issuer")}
        label="Issuer"
        placeholder="https://acme.okta.com"
        help="Its address, to which /.well-known/openid-configuration is added."
      />
      <TextField {...of("clientId")} label="Client ID" />
      <TextField
        {...of("clientSecret")}
        label="Client secret"
        isSecret
        help={
          isNew ? "Kept encrypted, and never shown again." : "Leave it empty to keep the one that is set."
        }
      />
    </>
  );
}

export function SamlFields({ fields, problems, onChange }: FieldsProps) {
  const of = (field: FieldName) => ({ field, value: fields[field], problem: problems[field], onChange });
  return (
    <>
      <TextField
        {...of("metadata")}
        label="Metadata"
        isLong
        placeholder="<EntityDescriptor …"
        help="The whole XML that the provider shows or lets you download. Or fill in the fields below."
      />
      <TextField {...of("entityId")} label="Entity ID of the provider" help="Also called issuer." />
      <TextField {...of("signInUrl")} label="Sign-in URL" placeholder="https://" />
      <TextField
        {...of("certificates")}
        label="Certificate"
        isLong
        placeholder="-----BEGIN CERTIFICATE-----"
        help="By which it signs. While it changes, paste both, one below the other."
      />
    </>
  );
}

interface TextFieldProps {
  field: FieldName;
  label: string;
  value: string;
  problem: string | undefined;
  help?: string;
  placeholder?: string;
  isSecret?: boolean;
  isLong?: boolean;
  onChange: (field: FieldName, value: string) => void;
}

export function TextField({
  field,
  label,
  value,
  problem,
  help,
  placeholder,
  isSecret = false,
  isLong = false,
  onChange,
}: TextFieldProps) {
  const id = useId();
  const shared = {
    id,
    value,
    placeholder,
    spellCheck: false,
    autoCapitalize: "off",
    autoComplete: "off",
    "aria-invalid": problem !== undefined,
    "aria-describedby": help === undefined ? undefined : `${id}-help`,
  };
  return (
    <Field data-invalid={problem !== undefined}>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      {isLong ? (
        <Textarea
          {...shared}
          rows={4}
          className="max-h-40 font-mono text-xs"
          onChange={(event) => onChange(field, event.target.value)}
        />
      ) : (
        <Input
          {...shared}
          type={isSecret ? "password" : "text"}
          {...(isSecret ? { autoComplete: "new-password" } : {})}
          onChange={(event) => onChange(field, event.target.value)}
        />
      )}
      {help !== undefined && <FieldDescription id={`${id}-help`}>{help}</FieldDescription>}
      <FieldError>{problem}</FieldError>
    </Field>
  );
}
