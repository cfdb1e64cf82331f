import type { IncidentTemplate } from "@fanal/contract";
import { incidentStatusLabels } from "@fanal/domain";
import { Badge } from "@fanal/ui/components/badge";
import { Button } from "@fanal/ui/components/button";
import { DropdownMenuItem } from "@fanal/ui/components/dropdown-menu";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { useQuery } from "@tanstack/react-query";
import { FileTextIcon, Trash2Icon } from "lucide-react";
import { useState } from "react";
import { Age } from "../../components/age.tsx";
import { EditableRow } from "../../components/editable-row.tsx";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { NoneYet } from "../../components/none-yet.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { query } from "../../lib/api.ts";
import { serviceName } from "../../lib/service-name.ts";
import { useCreation } from "../../lib/use-creation.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useRowKeys } from "../../lib/use-row-keys.ts";
import { TemplateDialog } from "./template-dialog.tsx";
import { templatesQuery, useDeleteTemplate } from "./writes.ts";

/** The organization's templates: what incidents will say, written beforehand. */
export function TemplateListView() {
  const { slug, can } = useOrganization();
  const list = useQuery(templatesQuery(slug));
  const [edited, setEdited] = useState<IncidentTemplate | "new" | null>(null);
  const canWrite = can("incident_template.write");
  const onNew = useCreation("template", () => setEdited("new"));
  const templates = list.data ?? [];
  return (
    <>
      <ViewBar title="Templates" count={list.data?.length}>
        {onNew !== undefined && (
          <Button size="sm" onClick={onNew}>
            New template
          </Button>
        )}
      </ViewBar>
      {list.isError && (
        <RefreshFailed
          what="templates"
          isKept={list.data !== undefined}
          onRetry={() => void list.refetch()}
        />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto py-2 pb-20 md:pb-6">
        {list.isPending && <ListSkeleton label="Loading templates" />}
        {list.data?.length === 0 && <NoTemplates onWrite={onNew} />}
        {templates.length > 0 && (
          <Rows templates={templates} onEdit={canWrite ? (template) => setEdited(template) : undefined} />
        )}
      </div>
      {edited !== null && (
        <TemplateDialog
          organization={slug}
          template={edited === "new" ? undefined : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

interface RowsProps {
  templates: IncidentTemplate[];
  /** Absent where one may only read. */
  onEdit: ((template: IncidentTemplate) => void) | undefined;
}

function Rows({ templates, onEdit }: RowsProps) {
  const { slug } = useOrganization();
  const remove = useDeleteTemplate();
  const edit = (templateId: string) => {
    const template = templates.find(({ id }) => id === templateId);
    if (template !== undefined) onEdit?.(template);
  };
  const rows = useRowKeys(
    templates.map(({ id }) => id),
    { e: edit },
  );
  return (
    <ul aria-label="Templates">
      {templates.map((template) => (
        <EditableRow
          key={template.id}
          name={template.name}
          handle={rows.row(template.id)}
          onEdit={onEdit && (() => onEdit(template))}
          actions={
            <DropdownMenuItem
              variant="destructive"
              onSelect={() => remove.run({ organization: slug, template, version: template.version })}
            >
              <Trash2Icon aria-hidden /> Delete template
            </DropdownMenuItem>
          }
        >
          <Row template={template} />
        </EditableRow>
      ))}
    </ul>
  );
}

function Row({ template }: { template: IncidentTemplate }) {
  const { slug } = useOrganization();
  const { data: services } = useQuery(query.services.list.queryOptions({ input: { organization: slug } }));
  const affected = services === undefined ? [] : template.services;
  return (
    <>
      <ProgressIcon
        state={template.status}
        tone="past"
        label={incidentStatusLabels[template.status]}
        className="shrink-0"
      />
      <span className="flex min-w-0 flex-1 flex-col md:flex-row md:items-baseline md:gap-3">
        <span className="max-w-full shrink-0 truncate font-strong md:max-w-1/2">{template.name}</span>
        <span className="min-w-0 truncate text-muted-foreground">{template.title}</span>
      </span>
      <span className="flex shrink-0 gap-1 max-md:hidden">
        {affected.slice(0, 2).map(({ serviceId }) => (
          <Badge key={serviceId} variant="secondary" className="max-w-32">
            <span className="truncate">{serviceName(services, serviceId)}</span>
          </Badge>
        ))}
        {affected.length > 2 && <Badge variant="secondary">+{affected.length - 2}</Badge>}
      </span>
      <Age
        time={template.updatedAt}
        className="shrink-0 text-right text-muted-foreground max-md:hidden md:w-20"
      />
    </>
  );
}

function NoTemplates({ onWrite }: { onWrite: (() => void) | undefined }) {
  return (
    <NoneYet
      icon={FileTextIcon}
      title="No templates yet"
      text={
        onWrite === undefined
          ? "An admin can write what the next outage will say."
          : "Write the next outage now, while it is quiet."
      }
    >
      {onWrite !== undefined && (
        <Button variant="outline" onClick={onWrite}>
          New template
        </Button>
      )}
    </NoneYet>
  );
}
