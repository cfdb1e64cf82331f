import { affectedService } from "@fanal/contract";
import { impacts, incidentStatuses } from "@fanal/domain";
import { z } from "zod";

/** An incident that is being declared. */
export const declareDraft = z.object({
  title: z.string(),
  status: z.enum(incidentStatuses),
  message: z.string(),
  impact: z.enum(impacts).nullable(),
  services: z.array(affectedService),
  startedAt: z.string().describe("Local date and time, or empty for now"),
  nextUpdateAt: z.string().nullable().default(null),
});

/** An update that is being written. */
export const updateDraft = z.object({
  message: z.string(),
  status: z.enum(incidentStatuses),
  services: z
    .array(affectedService)
    .nullable()
    .describe("All affected services as they should be after this update; `null` while untouched"),
  impact: z.enum(impacts).nullable().optional().describe("Absent while untouched"),
  nextUpdateAt: z.string().nullable().default(null),
  saidAt: z.string().default("").describe("Local date and time; empty for now"),
});

/** Under which a browser keeps the incident that is being declared in an organization. */
export function declareKeyOf(organization: string): string {
  return `declare-${organization}`;
}

/** Under which a browser keeps the update that is being written to an incident. */
export function updateKeyOf(incidentId: string): string {
  return `update-${incidentId}`;
}
