import type { MaintenanceStatus } from "@fanal/domain";

/** What the composer starts from when a state is chosen and nobody has written anything yet. */
export const defaultMessages: Record<MaintenanceStatus, string> = {
  scheduled: "This maintenance takes place as planned.",
  in_progress: "The work has begun.",
  verifying: "The work is done. We are checking that everything runs as it should.",
  completed: "The maintenance is over. Everything works as usual.",
  canceled: "This maintenance does not take place.",
};
