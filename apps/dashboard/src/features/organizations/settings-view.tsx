import { organizationSettings } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { Controller, useForm } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { SettingsTabs } from "../../components/settings-tabs.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { ZonePicker } from "../../components/zone-picker.tsx";
import { api, query } from "../../lib/api.ts";
import { codeOf, sentenceOf } from "../../lib/errors.ts";
import { roleWords } from "../../lib/roles.ts";
import { useHeld } from "../../lib/use-held.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useWrite } from "../../lib/use-write.ts";
import { DeleteOrganization } from "./delete-organization.tsx";

/** Stands for no page in the select, which takes texts only. */
const oldest = "oldest";
const form = organizationSettings.extend({ defaultPageId: z.string() });

export function SettingsView() {
  const now = useNow();
  const organization = useOrganization();
  const { name, slug, timeZone, defaultPageId, version } = organization;
  const { data: pages = [] } = useQuery(
    query.statusPages.list.queryOptions({ input: { organization: slug } }),
  );
  const save = useWrite({
    send: api.organizations.update,
    touches: [query.me.key(), query.statusPages.key()],
    failed: () => "The settings were not saved.",
    // All but the address, which leads to it only once it has it.
    apply: (cache, input) =>
      cache.setQueryData(
        query.me.get.queryKey(),
        (me) =>
          me && {
            ...me,
            organizations: me.organizations.map((one) =>
              one.slug === slug
                ? {
                    ...one,
                    name: input.name ?? one.name,
                    timeZone: input.timeZone ?? one.timeZone,
                    defaultPageId:
                      input.defaultPageId === undefined ? one.defaultPageId : input.defaultPageId,
                    version: one.version + 1,
                  }
                : one,
            ),
          },
      ),
    onFailure: (error) => {
      const isAddress = codeOf(error) === "name_taken" || codeOf(error) === "limit_reached";
      const field = isAddress ? "slug" : "name";
      setError(field, { message: sentenceOf(error) }, { shouldFocus: true });
    },
    done: () => toast.success("Settings saved."),
  });
  const { control, register, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(form),
    // Not what is only on its way: were it refused, the text would go with it.
    values: {
      name: useHeld(name, save.isPending),
      slug: useHeld(slug, save.isPending),
      timeZone: useHeld(timeZone, save.isPending),
      defaultPageId: useHeld(defaultPageId ?? oldest, save.isPending),
    },
    // What somebody else saves meanwhile takes nobody's text away.
    resetOptions: { keepDirtyValues: true },
  });
  const { errors } = formState;

  return (
    <>
      <ViewBar title="Settings" />
      <SettingsTabs />
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-6 pb-24 md:px-6">
        <div className="mx-auto flex max-w-180 flex-col gap-8">
          <section aria-labelledby="organization-settings" className="flex flex-col gap-4">
            <h2 id="organization-settings" className="text-lg">
              Organization
            </h2>
            {organization.can("organization.update") ? (
              <form
                noValidate
                onSubmit={handleSubmit((values) =>
                  save.submit({
                    organization: slug,
                    version,
                    ...values,
                    defaultPageId: values.defaultPageId === oldest ? null : values.defaultPageId,
                  }),
                )}
              >
                <FieldGroup>
                  <Field data-invalid={errors.name !== undefined}>
                    <FieldLabel htmlFor="settings-name">Organization name</FieldLabel>
                    <Input
                      id="settings-name"
                      aria-invalid={errors.name !== undefined}
                      {...register("name")}
                    />
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
                      The dashboard is at {window.location.host}/app/{slug}. Links with an address that it had
                      go on leading here; status pages keep theirs.
                    </FieldDescription>
                    <FieldError errors={[errors.slug]} />
                  </Field>
                  <Field>
                    <FieldLabel htmlFor="settings-zone">Time zone</FieldLabel>
                    <div>
                      <Controller
                        control={control}
                        name="timeZone"
                        render={({ field: { value, onChange } }) => (
                          <ZonePicker
                            id="settings-zone"
                            value={value}
                            near={pages.map((page) => page.timeZone)}
                            at={now}
                            onChange={onChange}
                          />
                        )}
                      />
                    </div>
                    <FieldDescription>New status pages begin with it.</FieldDescription>
                  </Field>
                  <Field>
                    <FieldLabel htmlFor="settings-page">Default page</FieldLabel>
                    <Controller
                      control={control}
                      name="defaultPageId"
                      render={({ field: { value, onChange } }) => (
                        <Select value={value} onValueChange={onChange}>
                          <SelectTrigger id="settings-page" aria-describedby="settings-page-help">
                            <SelectValue />
                          </SelectTrigger>
                          <SelectContent>
                            <SelectItem value={oldest}>The oldest</SelectItem>
                            {pages.map((page) => (
                              <SelectItem key={page.id} value={page.id}>
                                {page.name}
                              </SelectItem>
                            ))}
                          </SelectContent>
                        </Select>
                      )}
                    />
                    <FieldDescription id="settings-page-help">
                      It stands first in lists and is chosen first.
                    </FieldDescription>
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
                <dt className="text-muted-foreground">Time zone</dt>
                <dd>{timeZone}</dd>
                <dt className="text-muted-foreground">Default page</dt>
                <dd>{pages.find(({ id }) => id === defaultPageId)?.name ?? "The oldest"}</dd>
                <dt className="text-muted-foreground">Your role</dt>
                <dd>{roleWords[organization.role].label}</dd>
              </dl>
            )}
          </section>
          {organization.can("organization.delete") && <DeleteOrganization />}
        </div>
      </div>
    </>
  );
}
