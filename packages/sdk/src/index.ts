import type { ErrorCode, Issue } from "@fanal/contract";
import { createClient, type FanalClient } from "@fanal/contract/client";
import { ORPCError } from "@orpc/client";

export type {
  AffectedService,
  Announcement,
  ErrorCode,
  Incident,
  IncidentSummary,
  Issue,
  Maintenance,
  MaintenanceSummary,
  Service,
  ServiceGroup,
  StatusPage,
} from "@fanal/contract";
export { errors } from "@fanal/contract";
export type { ClientContext, FanalClient } from "@fanal/contract/client";
export {
  type Impact,
  type IncidentServiceStatus,
  type IncidentStatus,
  impacts,
  incidentServiceStatuses,
  incidentStatuses,
  type MaintenanceStatus,
  maintenanceStatuses,
  type ServiceStatus,
  serviceStatuses,
} from "@fanal/domain";

export interface FanalOptions {
  /** Address of the server, for example `https://status.example`. */
  url: string;
  /** An API key: `fanal_` and 49 letters and digits. */
  key: string;
  /** In the place of the global one, for example to go through a proxy. */
  fetch?: typeof fetch;
}

/**
 * The client of one server, typed by the contract that the server itself is bound to: `fanal.incidents.create(…)`.
 * What the server refuses rejects with an error that {@link refusalOf} reads.
 */
export function createFanal({ url, key, fetch }: FanalOptions): FanalClient {
  return createClient({
    url: url.replace(/\/+$/, ""),
    headers: () => ({ authorization: `Bearer ${key}` }),
    ...(fetch === undefined ? {} : { fetch }),
  });
}

/** Why the server refused a request. */
export interface Refusal {
  /** Stable; of the catalogue {@link errors}. */
  code: ErrorCode;
  status: number;
  /** For people: what happened, and what to do. */
  message: string;
  /** With `bad_request`: every problem, with the path of its field. */
  issues: Issue[];
  /** Quote it when asking for help. */
  requestId: string;
}

/** What an error says of a refusal by the server; `null` for all others, such as a network that is down. */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof ORPCError) || !error.defined) return null;
  const { code, status, message, data } = error;
  return { code, status, message, issues: data?.issues ?? [], requestId: data?.requestId ?? "" };
}

/**
 * Everything of a list that comes in pages.
 *
 * @param page asks for one page: `(cursor) => fanal.incidents.list({ organization, cursor })`
 */
export async function* everyItem<Item>(
  page: (cursor: string | undefined) => Promise<{ items: Item[]; nextCursor: string | null }>,
): AsyncGenerator<Item> {
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await page(cursor);
    yield* items;
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
}
