import { oidcInput, type SsoProvider, samlInput, ssoProvider } from "@fanal/contract";
import { FieldGroup } from "@fanal/ui/components/field";
import { ToggleGroup, ToggleGroupItem } from "@fanal/ui/components/toggle-group";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { FormDialog } from "../../components/form-dialog.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { issuesOf, sentenceOf } from "../../lib/errors.ts";
import { focusFirstProblem, problemOf, required } from "../../lib/forms.ts";
import { pick } from "../../lib/pick.ts";
import { OidcFields, SamlFields, TextField } from "./provider-fields.tsx";
import {
  addedBy,
  changesBy,
  emptyFields,
  isByMetadata,
  isTouched,
  type ProviderFields,
} from "./provider-form.ts";
import { useAddProvider, useUpdateProvider } from "./sso-writes.ts";

const name = required("Name it, so that people know where they are led.", ssoProvider.shape.name);
const types = ["oidc", "saml"] as const;

interface ProviderDialogProps {
  organization: string;
  /** `null`: a new one. */
  provider: SsoProvider | null;
  onClose: () => void;
}

/** Adds an identity provider, or changes one. What it says of itself is checked before it is saved. */
export function ProviderDialog({ organization, provider, onClose }: ProviderDialogProps) {
  const [type, setType] = useState(provider?.type ?? "oidc");
  const [fields, setFields] = useState(() => emptyFields(provider));
  const [problems, setProblems] = useState<Partial<Record<keyof ProviderFields, string>>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const body = useRef<HTMLDivElement>(null);
  const add = useAddProvider(fail, ({ name: added, type: kind }) => {
    const next = kind === "oidc" ? "the redirect URI" : "the ACS URL and the entity ID";
    toast.success(`${added} added. Copy ${next} to it, then test the sign-in.`);
    onClose();
  });
  const update = useUpdateProvider(fail, onClose);
  const isBusy = add.isPending || update.isPending;

  function fail(error: unknown) {
    const found = Object.fromEntries(
      issuesOf(error).map(({ path, message }) => [path.split(".").at(-1) ?? "", message]),
    );
    setProblems(found);
    if (Object.keys(found).some((field) => field in fields)) focusFirstProblem(body.current);
    else setFailure(`Not saved. ${sentenceOf(error)}`);
  }

  function change(field: keyof ProviderFields, value: string) {
    setFields((before) => ({ ...before, [field]: value }));
    setProblems((before) => ({ ...before, [field]: undefined }));
  }

  function submit(event: React.FormEvent) {
    event.preventDefault();
    setFailure(null);
    const found = findProblems(type, fields, provider);
    setProblems(found);
    if (Object.keys(found).length > 0) return focusFirstProblem(body.current);
    if (provider === null) return add.submit({ organization, name: fields.name, ...addedBy(type, fields) });
    return update.submit({
      organization,
      providerId: provider.id,
      name: fields.name,
      version: provider.version,
      ...changesBy(type, fields, provider),
    });
  }

  return (
    <FormDialog
      title={provider === null ? "New identity provider" : `Edit ${provider.name}`}
      description={
        type === "oidc"
          ? "Make an application for a web server there, then copy here what it shows."
          : "Make a SAML 2.0 application there, then copy here what it shows."
      }
      act={isBusy ? "Asking the provider…" : provider === null ? "Add provider" : "Save provider"}
      isBusy={isBusy}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGroup ref={body}>
        <FormFailure message={failure} />
        {provider === null && (
          <ToggleGroup
            type="single"
            aria-label="Protocol"
            value={type}
            onValueChange={(value) => value !== "" && setType(pick(types, value))}
          >
            <ToggleGroupItem value="oidc">OpenID Connect</ToggleGroupItem>
            <ToggleGroupItem value="saml">SAML 2.0</ToggleGroupItem>
          </ToggleGroup>
        )}
        <TextField
          field="name"
          label="Name"
          placeholder="Okta"
          help="Stands on the button of the sign-in page."
          value={fields.name}
          problem={problems.name}
          onChange={change}
        />
        {type === "oidc" ? (
          <OidcFields isNew={provider === null} fields={fields} problems={problems} onChange={change} />
        ) : (
          <SamlFields fields={fields} problems={problems} onChange={change} />
        )}
      </FieldGroup>
    </FormDialog>
  );
}

type Problems = Partial<Record<keyof ProviderFields, string>>;

function findProblems(type: "oidc" | "saml", fields: ProviderFields, provider: SsoProvider | null): Problems {
  const oidc = oidcInput.shape;
  const saml = samlInput.shape;
  const checked: Partial<Record<keyof ProviderFields, string | null>> = {
    name: problemOf(name, fields.name),
  };
  if (provider !== null && !isTouched(fields, provider)) return foundOf(checked);
  if (type === "oidc") {
    checked.issuer = problemOf(oidc.issuer, fields.issuer);
    checked.clientId = problemOf(required("Copy the client ID.", oidc.clientId), fields.clientId);
    if (provider === null || fields.clientSecret !== "")
      checked.clientSecret = problemOf(oidc.clientSecret, fields.clientSecret);
  } else if (isByMetadata(fields)) {
    checked.metadata = problemOf(saml.metadata, fields.metadata);
  } else {
    checked.entityId = problemOf(required("Copy the entity ID.", saml.entityId.unwrap()), fields.entityId);
    checked.signInUrl = problemOf(saml.signInUrl.unwrap(), fields.signInUrl);
    checked.certificates = fields.certificates.trim() === "" ? "Paste the certificate." : null;
  }
  return foundOf(checked);
}

function foundOf(checked: Partial<Record<keyof ProviderFields, string | null>>): Problems {
  const found = Object.entries(checked).filter((entry): entry is [string, string] => entry[1] !== null);
  return Object.fromEntries(found);
}
