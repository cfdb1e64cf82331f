import { type PageGroup, pageGroup } from "@fanal/contract";
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Textarea } from "@fanal/ui/components/textarea";
import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { FormDialog } from "../../../components/form-dialog.tsx";
import { required } from "../../../lib/forms.ts";

const form = pageGroup
  .pick({ description: true })
  .extend({ name: required("Write a name.", pageGroup.shape.name) });

interface PageGroupDialogProps {
  /** The one to change; without it a new one is made. */
  group: PageGroup | undefined;
  onSave: (group: PageGroup) => void;
  onClose: () => void;
}

export function PageGroupDialog({ group, onSave, onClose }: PageGroupDialogProps) {
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { name: group?.name ?? "", description: group?.description ?? "" },
  });
  const { errors } = formState;
  const submit = handleSubmit((values) => {
    onSave({ id: group?.id ?? crypto.randomUUID(), ...values });
    onClose();
  });
  return (
    <FormDialog
      title={group === undefined ? "New group on this page" : `Edit ${group.name}`}
      act={group === undefined ? "Create group" : "Save group"}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGroup>
        <Field data-invalid={errors.name !== undefined}>
          <FieldLabel htmlFor="group-name">Group name</FieldLabel>
          <Input
            id="group-name"
            placeholder="Payments"
            aria-invalid={errors.name !== undefined}
            {...register("name")}
          />
          <FieldError errors={[errors.name]} />
        </Field>
        <Field data-invalid={errors.description !== undefined}>
          <FieldLabel htmlFor="group-description">Description</FieldLabel>
          <Textarea
            id="group-description"
            placeholder="Everything that takes or pays out money"
            aria-invalid={errors.description !== undefined}
            aria-describedby="group-description-help"
            {...register("description")}
          />
          <FieldDescription id="group-description-help">
            Visitors read it under the name. It may be empty.
          </FieldDescription>
          <FieldError errors={[errors.description]} />
        </Field>
      </FieldGroup>
    </FormDialog>
  );
}
