import recorded from "./recorded-examples.json" with { type: "json" };

/** What was sent and answered when a procedure's example was run; left out where there was no body. */
export interface RecordedExample {
  request?: unknown;
  response?: unknown;
}

/** By the names of procedures. Recorded by a test that runs them all; CONTRIBUTING says how. */
export const recordedExamples: ReadonlyMap<string, RecordedExample> = new Map(Object.entries(recorded));
