import { type ErrorCode, isErrorCode } from "@fanal/contract";
import { ORPCError } from "@orpc/client";

/** The code of the API's catalogue, or `null` when the server was not reached. */
export function codeOf(error: unknown): ErrorCode | null {
  return error instanceof ORPCError && isErrorCode(error.code) ? error.code : null;
}

/** What to tell a person: the server's sentence, or that there was no answer. */
export function sentenceOf(error: unknown): string {
  if (codeOf(error) === "bad_request") return issuesOf(error)[0]?.message ?? messageOf(error);
  return codeOf(error) === null ? "The server does not answer. Check your connection." : messageOf(error);
}

export interface FieldIssue {
  path: string;
  message: string;
}

/** What the server found wrong with each field, with paths as forms name them. */
export function issuesOf(error: unknown): FieldIssue[] {
  const data: unknown = error instanceof ORPCError ? error.data : null;
  if (typeof data !== "object" || data === null || !("issues" in data) || !Array.isArray(data.issues))
    return [];
  return data.issues.map(({ path, message }: { path: (string | number)[]; message: string }) => {
    return { path: path.join("."), message };
  });
}

/** To quote when asking for help. */
export function requestIdOf(error: unknown): string | null {
  const data: unknown = error instanceof ORPCError ? error.data : null;
  if (typeof data !== "object" || data === null || !("requestId" in data)) return null;
  return typeof data.requestId === "string" ? data.requestId : null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "Something went wrong.";
}
