export { type ConnectOptions, connect, type Database } from "./connect.ts";
export { brokenConstraint, isDatabaseAway, sqlState } from "./errors.ts";
export {
  asSystem,
  type Committed,
  deliveryChannel,
  endedSessionsChannel,
  erasePoints,
  erasing,
  inOrganization,
  mailChannel,
  narrowToOrganization,
  type PendingEvent,
  type Reader,
  type Transaction,
  type Tx,
  toldChannel,
  wakeUpChannel,
} from "./in-organization.ts";
export { jobSchema, jobSchemaVersion } from "./job-schema.ts";
export { migrate } from "./migrate.ts";
export { DatabaseNewerThanCodeError, MigrationFailedError, RestoreUnfinishedError } from "./migrations.ts";
export { breakWhenSilent } from "./silence.ts";
export { type TraceQuery, traceQueries } from "./trace-queries.ts";
