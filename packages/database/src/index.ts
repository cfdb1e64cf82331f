export { type ConnectOptions, connect, type Database } from "./connect.ts";
export {
  appendEvents,
  asSystem,
  brokenConstraint,
  type Committed,
  inOrganization,
  narrowToOrganization,
  type PendingEvent,
  type Reader,
  sqlState,
  type Transaction,
  type Tx,
  wakeUpChannel,
} from "./in-organization.ts";
export { DatabaseNewerThanCodeError, migrate } from "./migrate.ts";
