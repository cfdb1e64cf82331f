import type { Database } from "@fanal/database";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { readerLag } from "../events/reader.ts";

export interface Health {
  readiness: () => Promise<Readiness>;
  /** In the text format of Prometheus. */
  metrics: () => Promise<string>;
  metricsType: string;
}

export interface Readiness {
  status: "ready" | "database_unreachable";
  /** Seconds since the oldest event that each reader has not handled. */
  readerLagSeconds: Record<string, number>;
}

interface HealthOptions {
  database: Database;
  readers: string[];
  openSockets: () => { visitors: number; dashboard: number };
}

export function createHealth({ database, readers, openSockets }: HealthOptions): Health {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const lags = async () =>
    Object.fromEntries(
      await Promise.all(readers.map(async (reader) => [reader, await readerLag(database, reader)] as const)),
    );

  new Gauge({
    name: "fanal_reader_lag_seconds",
    help: "Age of the oldest event that a reader has not handled",
    labelNames: ["reader"],
    registers: [registry],
    async collect() {
      const values = await lags().catch(() => ({}));
      this.reset();
      for (const [reader, seconds] of Object.entries(values)) this.set({ reader }, seconds);
    },
  });
  new Gauge({
    name: "fanal_open_sockets",
    help: "Open WebSockets",
    labelNames: ["kind"],
    registers: [registry],
    collect() {
      const { visitors, dashboard } = openSockets();
      this.set({ kind: "visitors" }, visitors);
      this.set({ kind: "dashboard" }, dashboard);
    },
  });

  return {
    readiness: async () => {
      try {
        return { status: "ready", readerLagSeconds: await lags() };
      } catch {
        return { status: "database_unreachable", readerLagSeconds: {} };
      }
    },
    metrics: () => registry.metrics(),
    metricsType: registry.contentType,
  };
}
