import { asSystem, type Database } from "@fanal/database";
import { channels } from "@fanal/domain";
import { sql } from "drizzle-orm";
import { Gauge, type Registry } from "prom-client";

interface Waiting {
  count: number;
  /** Since the oldest of it was written; 0 when nothing waits. */
  seconds: number;
}

/** The connections of this process. */
export function measurePools(registry: Registry, pools: Record<string, Database>): void {
  new Gauge({
    name: "fanal_database_connections",
    help: "Connections of this process to the database: in use, idle, and asked for in vain so far",
    labelNames: ["pool", "state"],
    registers: [registry],
    collect() {
      for (const [name, { pool }] of Object.entries(pools)) {
        this.set({ pool: name, state: "used" }, pool.totalCount - pool.idleCount);
        this.set({ pool: name, state: "idle" }, pool.idleCount);
        this.set({ pool: name, state: "waiting" }, pool.waitingCount);
      }
    },
  });
}

/**
 * What waits in the database, which every process says alike. Gives what looks for it, before the numbers are read; a database
 * that is away is a number too.
 */
export function measureWaiting(registry: Registry, database: Database): () => Promise<void> {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const isUp = gauge("fanal_database_up", "1 when the database answers, else 0");
  const deliveries = gauge("fanal_deliveries_waiting", "Deliveries that are to be sent, now or again", [
    "channel",
  ]);
  const deliveriesAge = gauge(
    "fanal_deliveries_waiting_seconds",
    "Age of the oldest delivery that is to be sent, now or again",
    ["channel"],
  );
  const mails = gauge(
    "fanal_mails_waiting",
    "Mails about accounts and invitations that are to be sent, now or again",
  );
  const mailsAge = gauge("fanal_mails_waiting_seconds", "Age of the oldest of these mails");
  const checks = gauge(
    "fanal_checks_overdue_seconds",
    "Seconds since the check was due that is late for longest",
  );
  return async () => {
    const found = await findWaiting(database).catch(() => null);
    isUp.set(found === null ? 0 : 1);
    for (const metric of [deliveries, deliveriesAge, mails, mailsAge, checks]) metric.reset();
    if (found === null) return;
    for (const channel of channels) {
      deliveries.set({ channel }, found.deliveries.get(channel)?.count ?? 0);
      deliveriesAge.set({ channel }, found.deliveries.get(channel)?.seconds ?? 0);
    }
    mails.set(found.mails.count);
    mailsAge.set(found.mails.seconds);
    checks.set(found.checksOverdueSeconds);
  };
}

function findWaiting(database: Database) {
  return asSystem(database, "count what waits", async (db) => {
    const age = sql`coalesce(extract(epoch from now() - min(created_at)), 0)::float8`;
    const deliveries = await db.execute<{ channel: string; count: number; seconds: number }>(
      sql`select channel, count(*)::int as count, ${age} as seconds from deliveries where due_at is not null group by channel`,
    );
    const mails = await db.execute<{ count: number; seconds: number }>(
      sql`select count(*)::int as count, ${age} as seconds from mails where due_at is not null`,
    );
    const checks = await db.execute<{ seconds: number }>(
      sql`select coalesce(extract(epoch from now() - min(greatest(due_at, claimed_until))), 0)::float8 as seconds
        from check_states where due_at is not null`,
    );
    return {
      deliveries: new Map<string, Waiting>(deliveries.rows.map(({ channel, ...rest }) => [channel, rest])),
      mails: mails.rows[0] ?? { count: 0, seconds: 0 },
      checksOverdueSeconds: Math.max(0, checks.rows[0]?.seconds ?? 0),
    };
  });
}
