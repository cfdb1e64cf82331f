import type { Database } from "./connect.ts";

/** Runs a query as a part of what goes on, by its text without its values. */
export type TraceQuery = <Result>(text: string, work: () => Result) => Result;

/** Has each query of a pool run by `run`; of those that answer by a promise, which are all of ours. */
export function traceQueries({ pool }: Database, run: TraceQuery): void {
  pool.on("connect", (client) => {
    const query = client.query;
    const traced = (...args: unknown[]) => run(textOf(args[0]), () => Reflect.apply(query, client, args));
    Object.assign(client, { query: traced });
  });
}

function textOf(query: unknown): string {
  if (typeof query === "string") return query;
  return typeof query === "object" && query !== null && "text" in query ? String(query.text) : "";
}
