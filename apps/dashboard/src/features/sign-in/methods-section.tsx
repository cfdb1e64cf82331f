import type { SignInSettings } from "@fanal/contract";
import { type SignInMethod, signInMethods } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { Checkbox } from "@fanal/ui/components/checkbox";
import { FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { useId, useState } from "react";
import { toast } from "sonner";
import { isPossible, methodNames } from "../../lib/sign-in-methods.ts";
import { useSignInSetting } from "./use-sign-in-setting.ts";

interface MethodsSectionProps {
  settings: SignInSettings;
  /** Whether the organization has an identity provider of its own. */
  hasProvider: boolean;
}

/** Which ways of signing in members may use; all of them until one is taken away. */
export function MethodsSection({ settings, hasProvider }: MethodsSectionProps) {
  const ids = { heading: useId(), help: useId(), box: useId() };
  /** `null`: as it is stored. */
  const [chosen, setChosen] = useState<readonly SignInMethod[] | null>(null);
  const { save, failure, setFailure, isPending, canChange } = useSignInSetting(() => {
    setChosen(null);
    toast.success("Allowed ways to sign in saved.");
  });

  const stored = settings.signInMethods ?? signInMethods;
  const offered = signInMethods.filter(
    (method) => isPossible(method, { hasProvider }) || (settings.signInMethods?.includes(method) ?? false),
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
    else save({ signInMethods: all ? null : methods });
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
                disabled={!canChange}
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
        {canChange && (
          <div>
            <Button type="submit" variant="outline" aria-disabled={isPending}>
              Save allowed ways
            </Button>
          </div>
        )}
      </form>
    </section>
  );
}
