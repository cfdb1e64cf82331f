import { eventFilter, subscriberFilter } from "@fanal/contract";
import type { Action } from "@fanal/domain";
import { z } from "zod";
import { describeErrors } from "./describe-errors.ts";

interface Download {
  path: string;
  operationId: string;
  summary: string;
  tag: string;
  permission: Action;
  /** Types of the file, by what is asked for. */
  types: readonly string[];
  query: z.ZodObject;
}

/** Files that are written while they are sent. The contract has none of them: its answers are whole. */
export const downloads: readonly Download[] = [
  {
    path: "/organizations/{organization}/export",
    operationId: "organizations.export",
    summary: "Download everything of an organization",
    tag: "Organizations",
    permission: "organization.delete",
    types: ["application/json"],
    query: z.object({}),
  },
  {
    path: "/organizations/{organization}/events/export",
    operationId: "events.export",
    summary: "Download the audit log",
    tag: "Audit log",
    permission: "event.read",
    types: ["text/csv", "application/json"],
    query: eventFilter.extend({ format: z.enum(["csv", "json"]).describe("`csv` or `json`") }),
  },
  {
    path: "/organizations/{organization}/reports/{month}/export",
    operationId: "reports.export",
    summary: "Download the report of a month",
    tag: "Reports",
    permission: "service.read",
    types: ["text/csv"],
    query: z.object({}),
  },
  {
    path: "/organizations/{organization}/status-pages/{pageId}/subscribers/export",
    operationId: "subscribers.export",
    summary: "Download the subscribers of a page",
    tag: "Subscribers",
    permission: "subscriber.read",
    types: ["text/csv"],
    query: subscriberFilter,
  },
];

/** As the rest of the description has operations. */
export function describeDownload({ path, operationId, summary, tag, types, query }: Download) {
  const asked = Object.entries(query.shape).map(([name, schema]) => ({
    name,
    in: "query" as const,
    required: !schema.safeParse(undefined).success,
    schema: {
      type: "string" as const,
      description: schema.description ?? "",
      ...(schema instanceof z.ZodEnum ? { enum: schema.options } : {}),
    },
  }));
  const file = { schema: { type: "string" as const } };
  return {
    operationId,
    summary,
    tags: [tag],
    parameters: [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
        name,
        in: "path" as const,
        required: true,
        schema: { type: "string" as const },
      })),
      ...asked,
    ],
    responses: {
      200: {
        description: "The file. It breaks off when whoever asked may have it no longer.",
        content: Object.fromEntries(types.map((type) => [type, file])),
      },
      ...describeErrors([
        "bad_request",
        "unauthorized",
        "forbidden",
        "not_found",
        "rate_limited",
        "unavailable",
      ]),
    },
  };
}
