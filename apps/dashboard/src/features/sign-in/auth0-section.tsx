import { type SignInSettings, signInSettings } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { zodResolver } from "@hookform/resolvers/zod";
import { useId, useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { FormFailure } from "../../components/form-failure.tsx";
import { api, query } from "../../lib/api.ts";
import { auth0Offer, continueWithAuth0 } from "../../lib/auth0.ts";
import { sentenceOf } from "../../lib/errors.ts";
import { pick } from "../../lib/pick.ts";
import { useHeld } from "../../lib/use-held.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useWrite } from "../../lib/use-write.ts";

const { auth0OrganizationId, defaultRole } = signInSettings.shape;
const form = z.object({ auth0OrganizationId: z.literal("").or(auth0OrganizationId.unwrap()), defaultRole });

const roleNames: Record<SignInSettings["defaultRole"], string> = {
  admin: "Admin",
  responder: "Responder",
  viewer: "Viewer",
};

/** The link to an organization of Auth0, and the role of those who come from there. */
export function Auth0Section({ settings }: { settings: SignInSettings }) {
  const { slug } = useOrganization();
  const ids = { link: useId(), linkHelp: useId(), role: useId(), roleHelp: useId() };
  const save = useWrite({
    send: api.signIn.update,
    touches: [query.signIn.key()],
    failed: () => "How members sign in was not saved.",
    onFailure: (error) =>
      setError("auth0OrganizationId", { message: sentenceOf(error) }, { shouldFocus: true }),
    done: () => toast.success("Sign-in saved."),
  });
  const { register, control, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(form),
    values: {
      auth0OrganizationId: useHeld(settings.auth0OrganizationId ?? "", save.isPending),
      defaultRole: useHeld(settings.defaultRole, save.isPending),
    },
    resetOptions: { keepDirtyValues: true },
  });
  const { errors } = formState;

  if (auth0Offer() === null) {
    return (
      <section className="flex flex-col gap-2">
        <h2 className="text-lg">Auth0</h2>
        <p className="max-w-110 text-muted-foreground">
          This server does not sign in with Auth0. Whoever runs it can set that up; docs/auth0.md says how.
        </p>
      </section>
    );
  }
  return (
    <section className="flex flex-col gap-4">
      <h2 className="text-lg">Auth0</h2>
      <form
        noValidate
        onSubmit={handleSubmit(({ auth0OrganizationId: link, defaultRole: role }) =>
          save.submit({ organization: slug, auth0OrganizationId: link || null, defaultRole: role }),
        )}
      >
        <FieldGroup>
          <Field data-invalid={errors.auth0OrganizationId !== undefined}>
            <FieldLabel htmlFor={ids.link}>Organization at Auth0</FieldLabel>
            <Input
              id={ids.link}
              placeholder="org_…"
              spellCheck={false}
              autoCapitalize="off"
              autoComplete="off"
              aria-invalid={errors.auth0OrganizationId !== undefined}
              aria-describedby={ids.linkHelp}
              {...register("auth0OrganizationId")}
            />
            <FieldDescription id={ids.linkHelp}>
              Its members sign in at {window.location.host}/app/{slug} and are members here from then on.
              Leave it empty to end that.
            </FieldDescription>
            {settings.auth0OrganizationId !== null && !settings.isAuth0LinkProven && (
              <ProveLink slug={slug} />
            )}
            <FieldError errors={[errors.auth0OrganizationId]} />
          </Field>
          <Field>
            <FieldLabel htmlFor={ids.role}>Role of those who come from there</FieldLabel>
            <Controller
              name="defaultRole"
              control={control}
              render={({ field }) => (
                <Select
                  value={field.value}
                  onValueChange={(value) => field.onChange(pick(defaultRole.options, value))}
                >
                  <SelectTrigger id={ids.role} className="w-full" aria-describedby={ids.roleHelp}>
                    <SelectValue />
                  </SelectTrigger>
                  <SelectContent>
                    {defaultRole.options.map((role) => (
                      <SelectItem key={role} value={role}>
                        {roleNames[role]}
                      </SelectItem>
                    ))}
                  </SelectContent>
                </Select>
              )}
            />
            <FieldDescription id={ids.roleHelp}>
              Counts where Auth0 says no role that Fanal knows. Otherwise theirs counts, anew at each sign-in.
            </FieldDescription>
          </Field>
          <div>
            <Button type="submit" aria-disabled={save.isPending}>
              Save sign-in
            </Button>
          </div>
        </FieldGroup>
      </form>
    </section>
  );
}

/** What is typed there may be anybody's; it counts once somebody who may type it has come through it. */
function ProveLink({ slug }: { slug: string }) {
  const [failure, setFailure] = useState<string | null>(null);

  async function prove() {
    setFailure(null);
    const { pathname } = window.location;
    setFailure(await continueWithAuth0({ organization: slug, returnPath: pathname }));
  }

  return (
    <div className="flex flex-col gap-2 rounded-md border border-dashed p-3" role="status">
      <p className="text-sm">
        Nobody comes in this way yet. Sign in through it once yourself, as owner or admin there too, to show
        that it is yours.
      </p>
      <FormFailure message={failure} />
      <Button type="button" variant="outline" className="self-start" onClick={() => void prove()}>
        Sign in with Auth0 now
      </Button>
    </div>
  );
}
