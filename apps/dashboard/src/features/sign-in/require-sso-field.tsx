import type { SignInSettings } from "@fanal/contract";
import { Field, FieldContent, FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Switch } from "@fanal/ui/components/switch";
import { useId, useState } from "react";
import { toast } from "sonner";
import { api, query } from "../../lib/api.ts";
import { sentenceOf } from "../../lib/errors.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useWrite } from "../../lib/use-write.ts";

/** Whether members may come in no other way. It counts from the moment that it is switched on. */
export function RequireSsoField({ settings: { requireSso } }: { settings: SignInSettings }) {
  const { slug, can } = useOrganization();
  const id = useId();
  const [failure, setFailure] = useState<string | null>(null);
  const save = useWrite({
    send: api.signIn.update,
    touches: [query.signIn.key()],
    failed: () => "How members sign in was not saved.",
    onFailure: (error) => setFailure(sentenceOf(error)),
    done: (after) =>
      toast.success(
        after.requireSso ? "Members sign in by your provider now." : "Single sign-on is up to members now.",
      ),
  });
  return (
    <Field orientation="horizontal" className="max-w-110" data-invalid={failure !== null}>
      <FieldContent>
        <FieldLabel htmlFor={id}>Require single sign-on</FieldLabel>
        <FieldDescription id={`${id}-help`}>
          Members come in no other way, also where they are signed in now. Owners still may with a second
          factor or a passkey, for when the provider is down.
        </FieldDescription>
        <FieldError>{failure}</FieldError>
      </FieldContent>
      <Switch
        id={id}
        checked={requireSso}
        disabled={!can("sign_in.update")}
        aria-describedby={`${id}-help`}
        aria-disabled={save.isPending}
        onCheckedChange={(checked) => {
          setFailure(null);
          save.submit({ organization: slug, requireSso: checked });
        }}
      />
    </Field>
  );
}
