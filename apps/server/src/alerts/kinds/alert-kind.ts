import type { AlertSourceSettings } from "@fanal/contract";
import type { AlertSourceKind } from "@fanal/domain";

/** An alert as a source tells of it, before anybody knows which services it means. */
export interface ToldAlert {
  fingerprint: string;
  group: string;
  title: string;
  /** `null`: it is told of now. */
  startedAt: Date | null;
  /** When it was over, `"now"` where the source does not say; `null` while it fires. */
  endedAt: Date | "now" | null;
  /** What it says which service it is about, and how bad it is; `null`: nothing. */
  service: string | null;
  severity: string | null;
}

export type SettingsOf<Kind extends AlertSourceKind> = Extract<AlertSourceSettings, { kind: Kind }>;

/** Reads what a source of one kind posts. Throws {@link UnreadableAlertsError}. */
export type ReadAlerts<Kind extends AlertSourceKind> = (
  payload: unknown,
  settings: SettingsOf<Kind>,
) => ToldAlert[];

/** What was posted is not what a source of this kind posts. Its message says to whoever set it up what to do. */
export class UnreadableAlertsError extends Error {
  override name = "UnreadableAlertsError";
}
