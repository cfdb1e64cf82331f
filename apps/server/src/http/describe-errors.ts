import { type ErrorCode, errors } from "@fanal/contract";
import type { OpenAPI } from "@orpc/contract";

const text = { type: "string" as const };

/** The one shape of all errors, with the codes that it can have. */
export function errorSchema(codes: string[]) {
  return {
    type: "object" as const,
    required: ["code", "message", "requestId"],
    properties: {
      code: { enum: codes },
      message: text,
      issues: {
        type: "array" as const,
        items: {
          type: "object" as const,
          required: ["path", "message"],
          properties: {
            path: { type: "array" as const, items: { anyOf: [text, { type: "integer" as const }] } },
            message: text,
          },
        },
      },
      requestId: text,
    },
  };
}

/** Answers that refuse, as the contract's procedures have them. */
export function describeErrors(codes: ErrorCode[]): OpenAPI.ResponsesObject {
  return Object.fromEntries(
    codes.map((code) => {
      const { status, message } = errors[code];
      return [
        String(status),
        { description: message, content: { "application/json": { schema: errorSchema([code]) } } },
      ];
    }),
  );
}
