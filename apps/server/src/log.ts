import { AsyncLocalStorage } from "node:async_hooks";
import { trace } from "@opentelemetry/api";
import { type Logger, pino } from "pino";
import type { Config } from "./config.ts";
import { withoutPersons } from "./without-persons.ts";

interface LogOptions {
  /** Told the level of each line. */
  counted?: (level: string) => void;
  /** Takes the lines; standard error by default. */
  destination?: { write: (line: string) => void };
}

const requestScope = new AsyncLocalStorage<string>();

/** What is logged while `work` goes on carries the id of the request, by which the answer can be found. */
export function withRequestId<Result>(requestId: string, work: () => Result): Result {
  return requestScope.run(requestId, work);
}

/**
 * Structured log on standard error. Secrets and addresses of people and machines never go in, whoever says them: what is logged
 * is searched for them, since mail servers, databases and libraries repeat what they were given.
 */
export function createLog(
  level: Config["logLevel"],
  { counted = () => {}, destination = pino.destination({ dest: 2, sync: false }) }: LogOptions = {},
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: toErrorEntry },
      mixin: whereabouts,
      hooks: {
        logMethod(args, log, number) {
          counted(pino.levels.labels[number] ?? String(number));
          Reflect.apply(log, this, args.map(cleaned));
        },
      },
    },
    destination,
  );
}

/** Which request a line belongs to, and which trace, where there is one. */
function whereabouts(): object {
  const requestId = requestScope.getStore();
  const span = trace.getActiveSpan()?.spanContext();
  return {
    ...(requestId === undefined ? {} : { requestId }),
    ...(span === undefined ? {} : { traceId: span.traceId, spanId: span.spanId }),
  };
}

/** What is logged, without persons; errors are left to their serializer. */
function cleaned(value: unknown): unknown {
  if (typeof value === "string") return withoutPersons(value);
  if (Array.isArray(value)) return value.map((one) => cleaned(one));
  if (typeof value !== "object" || value === null || value instanceof Error || value instanceof Date)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, secretNames.test(name) ? "…" : cleaned(one)]),
  );
}

const secretNames = /^(password|secret|token|cookie|authorization|apiKey|privateKey)$/i;

/** What helps to find the cause. Libraries hang whole connections on their errors, and queries carry what people typed. */
export function toErrorEntry(error: unknown): unknown {
  if (!(error instanceof Error)) return cleaned(typeof error === "object" ? "not an error" : String(error));
  const { name, cause } = error;
  return {
    name,
    message: withoutPersons(withoutParameters(error.message)),
    stack: withoutPersons(withoutParameters(error.stack ?? "")),
    ...("code" in error ? { code: error.code } : {}),
    ...(cause === undefined ? {} : { cause: toErrorEntry(cause) }),
  };
}

/** Drizzle writes the values of a query that failed behind its text: passwords, tokens, addresses of people. */
function withoutParameters(text: string): string {
  return text.replace(/\nparams: .*?(?=\n {4}at |$)/s, "");
}
