import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";

export interface ConnectOptions {
  url: string;
  /** Upper bound of connections of this pool. Requests and readers have one each. */
  maxConnections: number;
  /** Shown in `pg_stat_activity`. */
  name: string;
  /** Role that cannot bypass row security; `null` when the user of the URL cannot either. See `migrate`. */
  role: string | null;
  /** Told of connections that broke while idle; the pool opens new ones by itself. */
  onError: (error: Error) => void;
}

export interface Database extends AsyncDisposable {
  readonly pool: pg.Pool;
  readonly db: NodePgDatabase;
}

/** Opens a pool. Nothing is connected before the first query. */
export function connect(options: ConnectOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections,
    application_name: options.name,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    ...(options.role === null ? {} : { options: `-c role=${options.role}` }),
  });
  // The pool says that it has ended before the last connection has; what breaks then is nobody's concern.
  pool.on("error", (error) => {
    if (!pool.ending) options.onError(error);
  });
  return { pool, db: drizzle(pool), [Symbol.asyncDispose]: () => pool.end() };
}
