import { type Service, type ServiceGroup, serviceInput } from "@fanal/contract";
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { Textarea } from "@fanal/ui/components/textarea";
import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { FormDialog } from "../../components/form-dialog.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { query } from "../../lib/api.ts";
import { sentenceOf } from "../../lib/errors.ts";
import { useCreateService, useUpdateService } from "./writes.ts";

interface ServiceDialogProps {
  organization: string;
  /** The service to edit; a new one without. */
  service?: Service | undefined;
  groups: ServiceGroup[];
  onClose: () => void;
}

const noGroup = "none";
const nobody = "none";

export function ServiceDialog({ organization, service, groups, onClose }: ServiceDialogProps) {
  const [failure, setFailure] = useState<string | null>(null);
  const fail = (error: unknown) => setFailure(sentenceOf(error));
  const create = useCreateService(fail, onClose);
  const update = useUpdateService(fail, onClose);
  const { register, control, handleSubmit, formState } = useForm({
    resolver: zodResolver(serviceInput),
    defaultValues: {
      name: service?.name ?? "",
      description: service?.description ?? "",
      groupId: service?.groupId ?? null,
      teamId: service?.teamId ?? null,
      slaTarget: service?.slaTarget ?? null,
    },
  });
  const { errors } = formState;
  const { data: teams = [] } = useQuery(query.teams.list.queryOptions({ input: { organization } }));
  const isPending = create.isPending || update.isPending;

  const submit = handleSubmit((values) => {
    setFailure(null);
    if (service === undefined) create.submit({ organization, ...values });
    else update.submit({ organization, serviceId: service.id, version: service.version, ...values });
  });

  return (
    <FormDialog
      title={service === undefined ? "New service" : "Edit service"}
      description="Named as your users know it."
      act={service === undefined ? "Create service" : "Save service"}
      isBusy={isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGroup>
        <FormFailure message={failure} />
        <Field data-invalid={errors.name !== undefined}>
          <FieldLabel htmlFor="service-name">Name</FieldLabel>
          <Input
            id="service-name"
            placeholder="API"
            aria-invalid={errors.name !== undefined}
            {...register("name")}
          />
          <FieldError errors={[errors.name]} />
        </Field>
        <Field data-invalid={errors.description !== undefined}>
          <FieldLabel htmlFor="service-description">Description</FieldLabel>
          <Textarea
            id="service-description"
            placeholder="REST and GraphQL for your integrations"
            aria-invalid={errors.description !== undefined}
            aria-describedby="service-description-help"
            {...register("description")}
          />
          <FieldDescription id="service-description-help">Visitors see it under the name.</FieldDescription>
          <FieldError errors={[errors.description]} />
        </Field>
        {groups.length > 0 && (
          <Field>
            <FieldLabel htmlFor="service-group">Group</FieldLabel>
            <Controller
              control={control}
              name="groupId"
              render={({ field }) => (
                <Select
                  value={field.value ?? noGroup}
                  onValueChange={(value) => field.onChange(value === noGroup ? null : value)}
                >
                  <SelectTrigger id="service-group">
                    <SelectValue />
                  </SelectTrigger>
                  <SelectContent>
                    <SelectItem value={noGroup}>No group</SelectItem>
                    {groups.map((group) => (
                      <SelectItem key={group.id} value={group.id}>
                        {group.name}
                      </SelectItem>
                    ))}
                  </SelectContent>
                </Select>
              )}
            />
          </Field>
        )}
        {teams.length > 0 && (
          <Field>
            <FieldLabel htmlFor="service-team">Owner</FieldLabel>
            <Controller
              control={control}
              name="teamId"
              render={({ field }) => (
                <Select
                  value={field.value ?? nobody}
                  onValueChange={(value) => field.onChange(value === nobody ? null : value)}
                >
                  <SelectTrigger id="service-team" aria-describedby="service-team-help">
                    <SelectValue />
                  </SelectTrigger>
                  <SelectContent>
                    <SelectItem value={nobody}>No team</SelectItem>
                    {teams.map((team) => (
                      <SelectItem key={team.id} value={team.id}>
                        {team.name}
                      </SelectItem>
                    ))}
                  </SelectContent>
                </Select>
              )}
            />
            <FieldDescription id="service-team-help">
              Only its responders act on the service, and admins. Without one, every responder does.
            </FieldDescription>
          </Field>
        )}
        <Field data-invalid={errors.slaTarget !== undefined}>
          <FieldLabel htmlFor="service-sla-target">Service level target, % per month</FieldLabel>
          <Input
            id="service-sla-target"
            inputMode="decimal"
            placeholder="99.9"
            className="max-w-32"
            aria-invalid={errors.slaTarget !== undefined}
            aria-describedby="service-sla-target-help"
            {...register("slaTarget", { setValueAs: percentageOf })}
          />
          <FieldDescription id="service-sla-target-help">
            Reports say whether a month meets it, and what downtime it still allows. Visitors do not see it.
          </FieldDescription>
          <FieldError errors={[errors.slaTarget]} />
        </Field>
      </FieldGroup>
    </FormDialog>
  );
}

/** An empty field is no target. What is no number is refused by the schema. */
function percentageOf(text: string | number | null): number | null {
  return text === null || text === "" ? null : Number(text);
}
