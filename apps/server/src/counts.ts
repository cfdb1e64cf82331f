import { Counter, Gauge, Histogram, Registry } from "prom-client";
import packageFile from "../package.json" with { type: "json" };

/** What this process counts while it works; `/metrics` tells it. */
export interface Counts {
  registry: Registry;
  /** A request was answered that no finished page could answer. */
  answered: (request: { method: string; status: number; seconds: number }) => void;
  /** An attempt to deliver has ended. */
  delivered: (delivery: { channel: string; state: string }) => void;
  logged: (level: string) => void;
}

/** Starts to count. */
export function createCounts(): Counts {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({
    name: "fanal_build_info",
    help: "1, with the version of Fanal",
    labelNames: ["version"],
    registers,
  }).set({ version: packageFile.version }, 1);
  const requests = new Histogram({
    name: "fanal_http_request_duration_seconds",
    help: "How long requests took that no finished page answers: API, sign-in, dashboard",
    labelNames: ["method", "status"],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const deliveries = new Counter({
    name: "fanal_deliveries_total",
    help: "Attempts to deliver to subscribers and teams, by what became of them",
    labelNames: ["channel", "state"],
    registers,
  });
  const lines = new Counter({
    name: "fanal_log_lines_total",
    help: "Lines of the log",
    labelNames: ["level"],
    registers,
  });
  // A rate is seen from the first one on only where there was a zero before.
  for (const level of ["warn", "error"]) lines.inc({ level }, 0);
  return {
    registry,
    answered: ({ method, status, seconds }) =>
      requests.observe({ method, status: `${Math.floor(status / 100)}xx` }, seconds),
    delivered: (delivery) => deliveries.inc(delivery),
    logged: (level) => lines.inc({ level }),
  };
}
