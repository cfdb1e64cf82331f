import type { SignInSettings } from "@fanal/contract";
import { Field, FieldContent, FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Switch } from "@fanal/ui/components/switch";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import { toast } from "sonner";
import { api, query } from "../../lib/api.ts";
import { sentenceOf } from "../../lib/errors.ts";
import { meQuery } from "../../lib/session.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useWrite } from "../../lib/use-write.ts";

/** Whether members need a second factor. It counts from the moment that it is switched on. */
export function TwoFactorSection({ settings: { requireTwoFactor } }: { settings: SignInSettings }) {
  const { slug, can } = useOrganization();
  const { data: me } = useQuery(meQuery());
  const ids = { heading: useId(), control: useId(), help: useId() };
  const [failure, setFailure] = useState<string | null>(null);
  const save = useWrite({
    send: api.signIn.update,
    touches: [query.signIn.key()],
    failed: () => "How members sign in was not saved.",
    onFailure: (error) => setFailure(sentenceOf(error)),
    done: (after) =>
      toast.success(
        after.requireTwoFactor
          ? "Members need a second factor now."
          : "A second factor is up to members now.",
      ),
  });

  return (
    <section aria-labelledby={ids.heading} className="flex flex-col gap-4">
      <h2 id={ids.heading} className="text-lg">
        Two-factor
      </h2>
      <Field orientation="horizontal" className="max-w-110" data-invalid={failure !== null}>
        <FieldContent>
          <FieldLabel htmlFor={ids.control}>Require a second factor</FieldLabel>
          <FieldDescription id={ids.help}>
            A code of an authenticator app, or a passkey. Members who have none are asked to set one up before
            they see anything here, also where they are signed in now. Providers, like Auth0, answer for how
            they ask.
          </FieldDescription>
          {failure !== null && (
            <FieldError>
              {failure}{" "}
              {me?.hasTwoFactor === false && (
                <Link to="/account" className="text-primary underline underline-offset-4">
                  Open my account
                </Link>
              )}
            </FieldError>
          )}
        </FieldContent>
        <Switch
          id={ids.control}
          checked={requireTwoFactor}
          disabled={!can("sign_in.update")}
          aria-describedby={ids.help}
          aria-disabled={save.isPending}
          onCheckedChange={(checked) => {
            setFailure(null);
            save.submit({ organization: slug, requireTwoFactor: checked });
          }}
        />
      </Field>
    </section>
  );
}
