import { performance } from "node:perf_hooks";
import type { Database } from "@fanal/database";
import { Counter, Gauge, type Registry } from "prom-client";
import { readerLag } from "../events/reader.ts";
import { measurePools, measureWaiting } from "./waiting.ts";

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
  /** In which others have counted already. */
  registry: Registry;
  database: Database;
  /** Connections of each purpose, by its name. */
  pools: Record<string, Database>;
  readers: string[];
  openSockets: () => { visitors: number; dashboard: number };
}

export function createHealth({ registry, database, pools, readers, openSockets }: HealthOptions): Health {
  measureProcess(registry);
  measurePools(registry, pools);
  const lookForWaiting = measureWaiting(registry, database);
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
    metrics: async () => {
      await lookForWaiting();
      return registry.metrics();
    },
    metricsType: registry.contentType,
  };
}

/**
 * What the process uses, under the names that exporters of Prometheus have agreed on, read when it is asked for.
 * `collectDefaultMetrics` would also watch each turn of the event loop and each collection of garbage, and a page that
 * was not modified is answered a tenth slower then.
 */
function measureProcess(registry: Registry): void {
  const registers = [registry];
  new Counter({
    name: "process_cpu_seconds_total",
    help: "Processor time that the process has used",
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1e6);
    },
  });
  new Gauge({
    name: "process_start_time_seconds",
    help: "When the process started, in seconds since 1970",
    registers,
  }).set(performance.timeOrigin / 1000);
  new Gauge({
    name: "process_resident_memory_bytes",
    help: "Memory that the process holds",
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  new Gauge({
    name: "nodejs_heap_size_used_bytes",
    help: "Memory of JavaScript objects",
    registers,
    collect() {
      this.set(process.memoryUsage().heapUsed);
    },
  });
  new Gauge({
    name: "nodejs_eventloop_utilization",
    help: "Share of the time since the start, from 0 to 1, in which the event loop was at work",
    registers,
    collect() {
      this.set(performance.eventLoopUtilization().utilization);
    },
  });
}
