import { type ErrorBody, type ErrorCode, errors, isErrorCode, type Issue } from "@fanal/contract";
import { sqlState } from "@fanal/database";
import { ORPCError } from "@orpc/server";
import { ValidationError } from "@orpc/contract";
import type { Logger } from "pino";

interface ErrorAnswer {
  status: number;
  headers: Record<string, string>;
  body: ErrorBody;
}

/** Seconds after which a client may try again when the database is away. */
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
    headers: code === "unavailable" ? { "retry-after": String(retryAfterSeconds) } : {},
    body: { code, message, ...(issues === undefined ? {} : { issues }), requestId },
  };
}

/** Whether PostgreSQL was not to be reached or went away: connection errors, shutdown, start-up, no free connection. */
export function isDatabaseAway(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return /^(08|57P0|53300)/.test(state);
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = "code" in cause ? String(cause.code) : "";
    if (/^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENOTFOUND|EAI_AGAIN)/.test(code)) return true;
    if (/Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/.test(cause.message)) {
      return true;
    }
  }
  return false;
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
