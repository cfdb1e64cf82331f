/** Products whose past can be brought along. */
export const importSources = ["statuspage", "cachet", "uptime_kuma"] as const;
export type ImportSource = (typeof importSources)[number];

export const importSourceNames: Record<ImportSource, string> = {
  statuspage: "Statuspage",
  cachet: "Cachet",
  uptime_kuma: "Uptime Kuma",
};

/** What is brought, in the order in which it is: each names only what came before it. */
export const importKinds = ["group", "service", "incident", "maintenance", "subscriber"] as const;
export type ImportKind = (typeof importKinds)[number];

/** How far an import is: its source is read, what would be made can be looked at, then it is made. */
export const importStates = ["reading", "ready", "running", "finished", "stopped", "failed"] as const;
export type ImportState = (typeof importStates)[number];

/** How many of each kind are new, were here already, and cannot be brought. */
export type ImportCounts = Record<ImportKind, { added: number; known: number; refused: number }>;

/** What cannot be brought, or not as it was, and why. */
export interface ImportProblem {
  kind: ImportKind;
  name: string;
  message: string;
}
