import { type ErrorBody, type ErrorCode, errors, type Issue, isErrorCode } from "@fanal/contract";
import { isDatabaseAway } from "@fanal/database";
import { ValidationError } from "@orpc/contract";
import { ORPCError } from "@orpc/server";
import type { Logger } from "pino";

interface ErrorAnswer {
  status: number;
  headers: Record<string, string>;
  body: ErrorBody;
}

/** Refusals that are no more after a while. */
const passing: ReadonlySet<ErrorCode> = new Set(["unavailable", "rate_limited"]);
/** Seconds after which a client may try again when nobody knows better. */
const retryAfterSeconds = 2;

/** The one mapper from whatever was thrown to the error shape. Bugs are logged with their cause and answered with an id only. */
export function answerError(error: unknown, requestId: string, log: Logger): ErrorAnswer {
  if (error instanceof ORPCError && isErrorCode(error.code)) {
    return answer(error.code, requestId, error.message, issuesOf(error.data));
  }
  if (error instanceof ORPCError && error.status === 400) {
    return answer("bad_request", requestId, errors.bad_request.message, validationIssues(error.cause));
  }
  if (error instanceof ORPCError && error.status === 404) return answer("not_found", requestId);
  if (isDatabaseAway(error)) {
    log.warn({ err: error, requestId }, "the database does not answer");
    return answer("unavailable", requestId);
  }
  log.error({ err: error, requestId }, "a request failed");
  return answer("internal_error", requestId);
}

export function answer(
  code: ErrorCode,
  requestId: string,
  message: string = errors[code].message,
  issues?: Issue[],
): ErrorAnswer {
  return {
    status: errors[code].status,
    headers: passing.has(code) ? { "retry-after": String(retryAfterSeconds) } : {},
    body: { code, message, ...(issues === undefined ? {} : { issues }), requestId },
  };
}

function issuesOf(data: unknown): Issue[] | undefined {
  if (typeof data !== "object" || data === null || !("issues" in data)) return undefined;
  return Array.isArray(data.issues) ? data.issues : undefined;
}

function validationIssues(cause: unknown): Issue[] | undefined {
  if (!(cause instanceof ValidationError)) return undefined;
  return cause.issues.map((issue) => ({
    path: (issue.path ?? []).map((segment) => {
      const key = typeof segment === "object" ? segment.key : segment;
      return typeof key === "symbol" ? String(key) : key;
    }),
    message: issue.message,
  }));
}
