export interface SettingsOptions {
  readonly durable: boolean;
  readonly maxConnections: number;
}

/** Command line settings, which win over `postgresql.conf`, so that every start uses those of this code. */
export function settings({ durable, maxConnections }: SettingsOptions): string[] {
  const values = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: maxConnections,
    timezone: "UTC",
    log_timezone: "UTC",
    // Small enough for a small machine; the operating system's own cache does the rest.
    shared_buffers: "128MB",
    max_wal_size: "512MB",
    // Short queries gain nothing from it, and containers often have little shared memory.
    max_parallel_workers_per_gather: 0,
    jit: "off",
    // Failed statements are told to the client, which logs them with their context, and without the data in them.
    log_min_messages: "log",
    log_checkpoints: "off",
    ...(durable ? {} : { fsync: "off", full_page_writes: "off", synchronous_commit: "off" }),
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
