export { BrokenBackupError } from "./archive.ts";
export { type BackUpOptions, backUp, NothingToBackUpError } from "./back-up.ts";
export type { Header, Manifest } from "./format.ts";
export {
  BackupNewerThanCodeError,
  DatabaseNotEmptyError,
  ForeignTableError,
  RestoreDiffersError,
  type RestoreOptions,
  restore,
} from "./restore.ts";
