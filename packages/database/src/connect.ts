import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { breakWhenSilent } from "./silence.ts";

/** Longest time that a statement may take, or a transaction may wait between two. */
const statementMs = 10_000;
/** One that is silent for longer is lost: a statement would have been cancelled, and an idle connection closed. */
const silenceMs = 15_000;
/** How long connections may take to end. */
const goodbyeMs = 2_000;

export interface ConnectOptions {
  url: string;
  /** Upper bound of connections of this pool. Requests and readers have one each. */
  maxConnections: number;
  /** Shown in `pg_stat_activity`. */
  name: string;
  /** Role that cannot bypass row security; `null` when the user of the URL cannot either. See `migrate`. */
  role: string | null;
  /** Told of connections that broke; the pool opens new ones by itself. */
  onError: (error: Error) => void;
}

export interface Database extends AsyncDisposable {
  readonly pool: pg.Pool;
  readonly db: NodePgDatabase;
}

/** Opens a pool. Nothing is connected before the first query. */
export function connect(options: ConnectOptions): Database {
  const pool = new pg.Pool({
    ...settingsFrom(options),
    max: options.maxConnections,
    application_name: options.name,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: statementMs,
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: statementMs,
  });
  // Each connection is listened to itself, also while it is in use; the pool repeats what idle ones say.
  pool.on("error", () => {});
  const clients = new Set<pg.PoolClient>();
  pool.on("connect", (client) => {
    clients.add(client);
    // The pool says that it has ended before the last connection has; what breaks then is nobody's concern.
    client.on("error", (error) => {
      if (!pool.ending) options.onError(error);
    });
    breakWhenSilent(client, silenceMs);
  });
  pool.on("remove", (client) => clients.delete(client));
  return {
    pool,
    db: drizzleOn(pool),
    [Symbol.asyncDispose]: () => {
      for (const client of clients) breakWhenSilent(client, goodbyeMs);
      return pool.end();
    },
  };
}

/**
 * Drizzle on a pool, but for one thing: by itself it never gives a connection back over which `begin` fails, as it does when
 * the database goes away just then. After as many such moments as a pool has connections it would have none.
 */
function drizzleOn(pool: pg.Pool): NodePgDatabase {
  const db = drizzle(pool);
  db.transaction = async (work, config) => {
    const client = await pool.connect();
    try {
      return await drizzle(client).transaction(work, config);
    } finally {
      // The pool keeps none that is broken.
      client.release();
    }
  };
  return db;
}

/**
 * What the address says comes before what `pg` is told beside it. So the role, which keeps tenants apart, goes into the
 * address itself, behind whatever options are there: the last one counts.
 */
function settingsFrom({ url, role }: ConnectOptions): pg.PoolConfig {
  const address = new URL(url);
  const { searchParams } = address;
  for (const name of ["statement_timeout", "idle_in_transaction_session_timeout"]) searchParams.delete(name);
  const given = searchParams.get("options");
  const options = [given, role === null ? null : `-c role=${role}`].filter((option) => option !== null);
  if (options.length > 0) searchParams.set("options", options.join(" "));
  return { connectionString: address.href };
}
