import { setTimeout as pause } from "node:timers/promises";
import {
  type Attributes,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import packageFile from "../package.json" with { type: "json" };
import { withoutPersons } from "./without-persons.ts";

/** `null`: nobody wants traces, and nothing is paid for them. */
let tracer: Tracer | null = null;

const kinds = { serves: SpanKind.SERVER, asks: SpanKind.CLIENT, works: SpanKind.INTERNAL } as const;

interface SpanOptions {
  kind?: keyof typeof kinds;
  attributes?: Attributes;
}

/** Notes more of what goes on, once it is known. */
export type Note = (attributes: Attributes) => void;

/**
 * Runs `work` as a span of a trace, where traces are wanted. What it throws ends the span with the name of the error: its message
 * may hold what people typed.
 */
export async function inSpan<Result>(
  name: string,
  { kind = "works", attributes = {} }: SpanOptions,
  work: (note: Note) => Promise<Result>,
): Promise<Result> {
  if (tracer === null) return work(() => {});
  const span = tracer.startSpan(name, { kind: kinds[kind], attributes });
  try {
    return await context.with(trace.setSpan(context.active(), span), () =>
      work((more) => void span.setAttributes(more)),
    );
  } catch (error) {
    fail(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** A query that belongs to a trace. Those that nobody asked for, of looking whether there is something to do, are none. */
export function traceQuery<Result>(text: string, work: () => Result): Result {
  if (tracer === null || trace.getActiveSpan() === undefined) return work();
  const [operation = "query"] = text.trim().split(/\s+/, 1);
  const span = tracer.startSpan(operation.toUpperCase(), {
    kind: SpanKind.CLIENT,
    // Values are not in it: they go beside the text.
    attributes: {
      "db.system.name": "postgresql",
      "db.query.text": withoutPersons(text.slice(0, longestQuery)),
    },
  });
  const result = work();
  if (result instanceof Promise) void result.catch((error) => fail(span, error)).then(() => span.end());
  else span.end();
  return result;
}

const longestQuery = 1_000;
const goodbyeMs = 2_000;

function fail(span: Span, error: unknown): void {
  const type = error instanceof Error ? error.name : typeof error;
  span.setAttribute("error.type", type).setStatus({ code: SpanStatusCode.ERROR });
}

/**
 * Sends traces to a collector that speaks OTLP over HTTP, until it is disposed of. Loads what that needs only now. Headers, names
 * and limits are read from OpenTelemetry's own variables.
 *
 * @param endpoint without `/v1/traces`
 */
export async function startTracing(endpoint: string): Promise<AsyncDisposable> {
  const [
    { BatchSpanProcessor, TracerProvider },
    { OTLPTraceExporter },
    { AsyncLocalStorageContextManager },
    resources,
  ] = await Promise.all([
    import("@opentelemetry/sdk-trace"),
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/context-async-hooks"),
    import("@opentelemetry/resources"),
  ]);
  const manager = new AsyncLocalStorageContextManager().enable();
  context.setGlobalContextManager(manager);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, "")}/v1/traces` });
  // Not made global: libraries would tell what they like.
  const provider = new TracerProvider({
    resource: resources.resourceFromAttributes({
      "service.name": process.env.OTEL_SERVICE_NAME ?? "fanal",
      "service.version": packageFile.version,
    }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  tracer = provider.getTracer("fanal", packageFile.version);
  return {
    [Symbol.asyncDispose]: async () => {
      tracer = null;
      // A collector that is away holds nobody up.
      const ended = provider.shutdown().catch(() => undefined);
      await Promise.race([ended, pause(goodbyeMs, undefined, { ref: false })]);
      context.disable();
    },
  };
}
