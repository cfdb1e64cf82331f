import type { SignInSettings } from "@fanal/contract";
import { type SignInMethod, signInMethods } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { Checkbox } from "@fanal/ui/components/checkbox";
import { FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { useId, useState } from "react";
import { toast } from "sonner";
import { api, query } from "../../lib/api.ts";
import { auth0Offer } from "../../lib/auth0.ts";
import { sentenceOf } from "../../lib/errors.ts";
import { methodNames } from "../../lib/sign-in-methods.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useWrite } from "../../lib/use-write.ts";

/** Which ways of signing in members may use; all of them until one is taken away. */
export function MethodsSection({ settings }: { settings: SignInSettings }) {
  const { slug, can } = useOrganization();
  const ids = { heading: useId(), help: useId(), box: useId() };
  /** `null`: as it is stored. */
  const [chosen, setChosen] = useState<readonly SignInMethod[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const save = useWrite({
    send: api.signIn.update,
    touches: [query.signIn.key()],
    failed: () => "The allowed ways to sign in were not saved.",
    onFailure: (error) => setFailure(sentenceOf(error)),
    done: () => {
      setChosen(null);
      toast.success("Allowed ways to sign in saved.");
    },
  });

  const stored = settings.signInMethods ?? signInMethods;
  const offered = signInMethods.filter(
    (method) => isOffered(method) || (settings.signInMethods?.includes(method) ?? false),
  );
  const allowed = chosen ?? stored;
  const isAllowed = (method: SignInMethod) => allowed.includes(method);

  function choose(method: SignInMethod, isChosen: boolean) {
    setFailure(null);
    setChosen(signInMethods.filter((one) => (one === method ? isChosen : isAllowed(one))));
  }

  function submit(event: React.SyntheticEvent) {
    event.preventDefault();
    setFailure(null);
    const all = offered.every(isAllowed);
    const methods = offered.filter(isAllowed);
    if (methods.length === 0) setFailure("Allow at least one way.");
    else save.submit({ organization: slug, signInMethods: all ? null : methods });
  }

  return (
    <section aria-labelledby={ids.heading} className="flex flex-col gap-4">
      <h2 id={ids.heading} className="text-lg">
        Allowed ways to sign in
      </h2>
      <form noValidate onSubmit={submit} className="flex max-w-110 flex-col gap-4">
        <fieldset aria-labelledby={ids.heading} aria-describedby={ids.help} className="flex flex-col gap-2">
          {offered.map((method) => (
            <div key={method} className="flex items-center gap-2">
              <Checkbox
                id={`${ids.box}-${method}`}
                checked={isAllowed(method)}
                disabled={!can("sign_in.update")}
                onCheckedChange={(checked) => choose(method, checked === true)}
              />
              <FieldLabel htmlFor={`${ids.box}-${method}`}>{methodNames[method]}</FieldLabel>
            </div>
          ))}
        </fieldset>
        <FieldDescription id={ids.help}>
          Who is signed in another way is asked to sign in again before they see anything here. Where only
          providers are allowed, owners can still come in with two factors, should the provider be broken.
        </FieldDescription>
        <FieldError>{failure}</FieldError>
        {can("sign_in.update") && (
          <div>
            <Button type="submit" variant="outline" aria-disabled={save.isPending}>
              Save allowed ways
            </Button>
          </div>
        )}
      </form>
    </section>
  );
}

/** What this server can do; another way would shut everybody out. */
function isOffered(method: SignInMethod): boolean {
  if (method === "auth0") return auth0Offer() !== null;
  return auth0Offer() !== "only" && method !== "sso";
}
