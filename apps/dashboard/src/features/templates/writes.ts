import type { IncidentTemplate, incidentTemplateInput } from "@fanal/contract";
import type { QueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import type { z } from "zod";
import { api, query } from "../../lib/api.ts";
import { offerUndo } from "../../lib/undo.ts";
import { useWrite } from "../../lib/use-write.ts";

type TemplateInput = z.input<typeof incidentTemplateInput>;
interface InOrganization {
  organization: string;
}

const touches = [query.incidentTemplates.key()] as const;

export function templatesQuery(organization: string) {
  return query.incidentTemplates.list.queryOptions({ input: { organization } });
}

export function useCreateTemplate(onFailure: (error: unknown) => void, onCreated: () => void) {
  return useWrite<InOrganization & TemplateInput, IncidentTemplate>({
    ...creating,
    onFailure,
    done: ({ name }) => {
      toast.success(`${name} created.`);
      onCreated();
    },
  });
}

export function useUpdateTemplate(onFailure: (error: unknown) => void, onUpdated: () => void) {
  return useWrite<Parameters<typeof api.incidentTemplates.update>[0], IncidentTemplate>({
    send: api.incidentTemplates.update,
    touches,
    failed: () => "The template was not changed.",
    apply: (cache, { organization, templateId, ...change }) =>
      changeList(cache, organization, (templates) =>
        templates.map((template) =>
          template.id === templateId
            ? {
                ...template,
                name: change.name ?? template.name,
                title: change.title ?? template.title,
                message: change.message ?? template.message,
                status: change.status ?? template.status,
                impact: change.impact === undefined ? template.impact : change.impact,
                services: change.services ?? template.services,
                version: template.version + 1,
              }
            : template,
        ),
      ),
    onFailure,
    done: ({ name }) => {
      toast.success(`${name} saved.`);
      onUpdated();
    },
  });
}

type OneTemplate = InOrganization & { template: IncidentTemplate; version?: number | undefined };

/** Deletes at once, and offers to make the same one again. */
export function useDeleteTemplate() {
  const restore = useWrite<InOrganization & TemplateInput, IncidentTemplate>(creating);
  return useWrite<OneTemplate, void>({
    send: ({ organization, template, version }) =>
      api.incidentTemplates.delete({ organization, templateId: template.id, version }),
    touches,
    failed: ({ template }) => `${template.name} was not deleted.`,
    apply: (cache, { organization, template }) =>
      changeList(cache, organization, (templates) => templates.filter(({ id }) => id !== template.id)),
    done: (_, { organization, template }) => {
      const { name, title, message, status, impact, services } = template;
      offerUndo(`${name} deleted.`, () =>
        restore.run({ organization, name, title, message, status, impact, services }),
      );
    },
  });
}

const creating = {
  send: api.incidentTemplates.create,
  touches,
  failed: ({ name }: TemplateInput) => `${name} was not created.`,
  apply: (cache: QueryClient, { organization, ...input }: InOrganization & TemplateInput, newId: string) =>
    changeList(cache, organization, (templates) =>
      [...templates, beingCreated(newId, input)].toSorted((a, b) => a.name.localeCompare(b.name)),
    ),
  made: (cache: QueryClient, template: IncidentTemplate, { organization }: InOrganization, newId: string) =>
    changeList(cache, organization, (templates) =>
      templates.map((one) => (one.id === newId ? template : one)),
    ),
};

function changeList(
  cache: QueryClient,
  organization: string,
  edit: (templates: IncidentTemplate[]) => IncidentTemplate[],
): void {
  cache.setQueryData(templatesQuery(organization).queryKey, (templates) =>
    templates === undefined ? undefined : edit(templates),
  );
}

/** What the server will say of a new template, as far as it is known before. */
function beingCreated(id: string, input: TemplateInput): IncidentTemplate {
  const at = new Date().toISOString();
  const { status = "investigating", impact = null, services = [], ...texts } = input;
  return {
    ...texts,
    status,
    impact,
    services,
    id,
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
}
