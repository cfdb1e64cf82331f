import { statusPageInput } from "@fanal/contract";
import { slugify } from "@fanal/domain";
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { FormDialog } from "../../components/form-dialog.tsx";
import { query } from "../../lib/api.ts";
import { codeOf, sentenceOf } from "../../lib/errors.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useCreateStatusPage } from "./writes.ts";

const form = statusPageInput.pick({ name: true, slug: true });

/** A new page shows all services at first, and those that come; its editor is where to choose. */
export function NewStatusPageDialog({ onClose }: { onClose: () => void }) {
  const { slug: organization, timeZone } = useOrganization();
  const { data: services = [] } = useQuery(query.services.list.queryOptions({ input: { organization } }));
  const { register, handleSubmit, setError, setValue, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { name: "", slug: "" },
  });
  const { errors, dirtyFields } = formState;
  const create = useCreateStatusPage((error) => {
    const field = codeOf(error) === "name_taken" ? "slug" : "name";
    setError(field, { message: sentenceOf(error) }, { shouldFocus: true });
  });

  const submit = handleSubmit((values) =>
    create.submit({
      organization,
      ...values,
      timeZone,
      serviceIds: services.map((service) => service.id),
      addsNewServices: true,
    }),
  );

  return (
    <FormDialog
      title="New status page"
      description="It shows all services at first. It is public as soon as it is created."
      act="Create status page"
      isBusy={create.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGroup>
        <Field data-invalid={errors.name !== undefined}>
          <FieldLabel htmlFor="page-name">Name</FieldLabel>
          <Input
            id="page-name"
            placeholder="Acme Europe"
            aria-invalid={errors.name !== undefined}
            {...register("name", {
              onChange: (event) => {
                if (!dirtyFields.slug) setValue("slug", slugify(event.target.value));
              },
            })}
          />
          <FieldError errors={[errors.name]} />
        </Field>
        <Field data-invalid={errors.slug !== undefined}>
          <FieldLabel htmlFor="page-slug">Address</FieldLabel>
          <Input
            id="page-slug"
            aria-invalid={errors.slug !== undefined}
            aria-describedby="page-slug-help"
            {...register("slug")}
          />
          <FieldDescription id="page-slug-help">{window.location.host}/status/…</FieldDescription>
          <FieldError errors={[errors.slug]} />
        </Field>
      </FieldGroup>
    </FormDialog>
  );
}
