import { type Logger, pino } from "pino";
import type { Config } from "./config.ts";

/** Structured log on standard error; secrets and addresses of people never go in. */
export function createLog(level: Config["logLevel"]): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ["req.headers.cookie", "req.headers.authorization", "password"],
      serializers: { err: toErrorEntry },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}

/** What helps to find the cause. Libraries hang whole connections on their errors, and queries carry what people typed. */
export function toErrorEntry(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, cause } = error;
  return {
    name,
    message: withoutParameters(error.message),
    stack: withoutParameters(error.stack ?? ""),
    ...("code" in error ? { code: error.code } : {}),
    ...(cause === undefined ? {} : { cause: toErrorEntry(cause) }),
  };
}

/** Drizzle writes the values of a query that failed behind its text: passwords, tokens, addresses of people. */
function withoutParameters(text: string): string {
  return text.replace(/\nparams: .*?(?=\n {4}at |$)/s, "");
}
