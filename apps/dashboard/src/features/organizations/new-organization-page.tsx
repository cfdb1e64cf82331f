import { organizationInput } from "@fanal/contract";
import { slugify } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { zodResolver } from "@hookform/resolvers/zod";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { AccountPage } from "../../components/account-page.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { api, query } from "../../lib/api.ts";
import { sentenceOf } from "../../lib/errors.ts";
import { ownTimeZone } from "../../lib/own-time-zone.ts";
import { meQuery } from "../../lib/session.ts";
import { signOut } from "../../lib/sign-in.ts";
import { useWrite } from "../../lib/use-write.ts";

const form = organizationInput.pick({ name: true });

export function NewOrganizationPage() {
  const navigate = useNavigate();
  const { data: me } = useSuspenseQuery(meQuery());
  const [failure, setFailure] = useState<string | null>(null);
  const { register, handleSubmit, watch, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { name: "" },
  });
  const create = useWrite({
    send: api.organizations.create,
    touches: [query.me.key()],
    failed: () => "The organization was not created.",
    onFailure: (error) => setFailure(sentenceOf(error)),
    // Its address is the server's to choose, so nothing can be shown of it before.
    done: async ({ slug }) => {
      await navigate({ to: "/app/$organization/start", params: { organization: slug } });
    },
  });
  const leave = () => signOut(() => navigate({ to: "/sign-in" }));
  const slug = slugify(watch("name"));
  const { name } = formState.errors;

  return (
    <AccountPage title="Name your organization">
      <form
        noValidate
        onSubmit={handleSubmit((values) => {
          setFailure(null);
          create.submit({ ...values, timeZone: ownTimeZone() });
        })}
      >
        <FieldGroup>
          <FormFailure message={failure} />
          <Field data-invalid={name !== undefined}>
            <FieldLabel htmlFor="organization-name">Organization name</FieldLabel>
            <Input
              id="organization-name"
              autoComplete="organization"
              placeholder="Acme"
              className="h-9"
              aria-invalid={name !== undefined}
              aria-describedby="organization-help"
              {...register("name")}
            />
            <FieldDescription id="organization-help">
              {slug === ""
                ? "It gets a status page. Name and address can be changed later."
                : `Its status page: ${window.location.host}/status/${slug}. Both can be changed later.`}
            </FieldDescription>
            <FieldError errors={[name]} />
          </Field>
          <Button type="submit" size="lg" className="w-full" aria-disabled={create.isPending}>
            Create organization
          </Button>
        </FieldGroup>
      </form>
      <p className="text-xs text-muted-foreground">
        Signed in as {me.email}.{" "}
        {me.organizations.length > 0 && (
          <>
            <Link to="/" className="text-link">
              Go back
            </Link>{" "}
            or{" "}
          </>
        )}
        <button type="button" className="text-link" onClick={() => void leave()}>
          {me.organizations.length > 0 ? "sign out" : "Sign out"}
        </button>
      </p>
    </AccountPage>
  );
}
