import type { ServiceStatus } from "./status.ts";

/** What can say by itself how a service is. */
export const signalSources = ["heartbeat", "alert", "check"] as const;
export type SignalSource = (typeof signalSources)[number];

/** What a machine can say of a service; a source that has nothing to say gives no signal. */
export const signalStatuses = [
  "degraded_performance",
  "partial_outage",
  "major_outage",
] as const satisfies readonly ServiceStatus[];
export type SignalStatus = (typeof signalStatuses)[number];
