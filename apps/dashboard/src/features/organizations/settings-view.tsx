import { organizationInput } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { zodResolver } from "@hookform/resolvers/zod";
import { Link } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { ViewBar } from "../../components/view-bar.tsx";
import { api, query } from "../../lib/api.ts";
import { codeOf, sentenceOf } from "../../lib/errors.ts";
import { useHeld } from "../../lib/use-held.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useWrite } from "../../lib/use-write.ts";

const form = organizationInput.required();

export function SettingsView() {
  const organization = useOrganization();
  const { name, slug, version } = organization;
  const save = useWrite({
    send: api.organizations.update,
    touches: [query.me.key()],
    failed: () => "The settings were not saved.",
    apply: (cache, { name: newName }) =>
      cache.setQueryData(query.me.get.queryKey(), (me) =>
        me === undefined || newName === undefined
          ? me
          : {
              ...me,
              organizations: me.organizations.map((one) =>
                one.slug === slug ? { ...one, name: newName, version: one.version + 1 } : one,
              ),
            },
      ),
    onFailure: (error) => {
      const field = codeOf(error) === "name_taken" ? "slug" : "name";
      setError(field, { message: sentenceOf(error) }, { shouldFocus: true });
    },
    done: () => toast.success("Settings saved."),
  });
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(form),
    // Not what is only on its way: were it refused, the text would go with it.
    values: { name: useHeld(name, save.isPending), slug: useHeld(slug, save.isPending) },
    // What somebody else saves meanwhile takes nobody's text away.
    resetOptions: { keepDirtyValues: true },
  });
  const { errors } = formState;

  return (
    <>
      <ViewBar title="Settings" />
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-6 pb-24 md:px-6">
        <section className="mx-auto flex max-w-180 flex-col gap-4">
          <h2 className="text-lg">Organization</h2>
          {organization.can("organization.update") ? (
            <form
              noValidate
              onSubmit={handleSubmit((values) => save.submit({ organization: slug, version, ...values }))}
            >
              <FieldGroup>
                <Field data-invalid={errors.name !== undefined}>
                  <FieldLabel htmlFor="settings-name">Organization name</FieldLabel>
                  <Input id="settings-name" aria-invalid={errors.name !== undefined} {...register("name")} />
                  <FieldError errors={[errors.name]} />
                </Field>
                <Field data-invalid={errors.slug !== undefined}>
                  <FieldLabel htmlFor="settings-slug">Address</FieldLabel>
                  <Input
                    id="settings-slug"
                    aria-invalid={errors.slug !== undefined}
                    aria-describedby="settings-slug-help"
                    {...register("slug")}
                  />
                  <FieldDescription id="settings-slug-help">
                    The dashboard is at {window.location.host}/app/{slug}. Links to it change with the
                    address; status pages keep theirs.
                  </FieldDescription>
                  <FieldError errors={[errors.slug]} />
                </Field>
                <div>
                  <Button type="submit" aria-disabled={save.isPending}>
                    Save settings
                  </Button>
                </div>
              </FieldGroup>
            </form>
          ) : (
            <dl className="grid max-w-110 grid-cols-[8rem_1fr] gap-y-2">
              <dt className="text-muted-foreground">Name</dt>
              <dd>{name}</dd>
              <dt className="text-muted-foreground">Address</dt>
              <dd>{slug}</dd>
              <dt className="text-muted-foreground">Your role</dt>
              <dd>{organization.role}</dd>
            </dl>
          )}
        </section>
        {organization.can("sign_in.read") && (
          <section className="mx-auto mt-10 flex max-w-180 flex-col gap-4">
            <h2 className="text-lg">Sign-in</h2>
            <Link
              to="/app/$organization/settings/sign-in"
              params={{ organization: slug }}
              className="w-fit text-primary underline underline-offset-4"
            >
              How members sign in
            </Link>
          </section>
        )}
      </div>
    </>
  );
}
