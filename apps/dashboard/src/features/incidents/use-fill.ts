import type { AffectedService } from "@fanal/contract";
import {
  fillMarkdownTemplate,
  fillTemplate,
  type Impact,
  type IncidentStatus,
  impactLabels,
  impactOf,
  incidentStatusLabels,
  localTimeOf,
  openVariables,
  type TemplateValues,
} from "@fanal/domain";
import { useQuery } from "@tanstack/react-query";
import { query } from "../../lib/api.ts";
import { zoneName } from "../../lib/time.ts";
import { useOrganization } from "../../lib/use-organization.ts";

interface Written {
  services: AffectedService[];
  status: IncidentStatus;
  /** `null` where it follows from the services. */
  impact: Impact | null;
}

interface Fill {
  fillTitle: (text: string, written: Written) => string;
  /** As Markdown: names show as they are, whatever signs they hold. */
  fillMessage: (text: string, written: Written) => string;
}

/** Fills the variables of a template with what is known of the incident so far; the others stay open. */
export function useFill(): Fill {
  const { slug, name } = useOrganization();
  const input = { organization: slug };
  const { data: services = [] } = useQuery(query.services.list.queryOptions({ input }));
  const { data: pages } = useQuery(query.statusPages.list.queryOptions({ input }));

  const valuesOf = (written: Written): TemplateValues => {
    const names = written.services.flatMap(({ serviceId }) => {
      const service = services.find(({ id }) => id === serviceId);
      return service === undefined ? [] : [service.name];
    });
    const values: TemplateValues = {
      organization: name,
      status: incidentStatusLabels[written.status],
      time: timeIn(pages?.[0]?.timeZone ?? "Etc/UTC"),
    };
    const [first] = names;
    if (first !== undefined) Object.assign(values, { service: first, services: names.join(", ") });
    if (written.impact !== null || first !== undefined)
      values.impact = impactLabels[impactOf({ impactOverride: written.impact, services: written.services })];
    return values;
  };
  return {
    fillTitle: (text, written) => fillTemplate(text, valuesOf(written)),
    fillMessage: (text, written) => fillMarkdownTemplate(text, valuesOf(written)),
  };
}

/** "14:05 CET": visitors of several zones read it. */
function timeIn(timeZone: string): string {
  const now = new Date();
  return `${localTimeOf(now, timeZone).slice(-5)} ${zoneName(timeZone, now)}`;
}

/** What is wrong with a text that a template left open somewhere, if something is. */
export function problemOfOpenVariables(text: string): string | null {
  const [open] = openVariables(text);
  if (open === undefined) return null;
  const services = open.startsWith("service") || open === "impact";
  return `{{${open}}} is not filled in yet. ${services ? "Choose a service, or write" : "Write"} over it.`;
}

/** The services of a template put on top of those already chosen. */
export function withServices(chosen: AffectedService[], added: AffectedService[]): AffectedService[] {
  const named = new Map(chosen.map(({ serviceId, status }) => [serviceId, status]));
  for (const { serviceId, status } of added) named.set(serviceId, status);
  return [...named].map(([serviceId, status]) => ({ serviceId, status }));
}
