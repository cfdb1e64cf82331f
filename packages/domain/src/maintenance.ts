/** Planned work. Its window is announced beforehand; its state says how far it is. */
export const maintenanceStatuses = [
  "scheduled",
  "in_progress",
  "verifying",
  "completed",
  "canceled",
] as const;
export type MaintenanceStatus = (typeof maintenanceStatuses)[number];

export const maintenanceStatusLabels: Record<MaintenanceStatus, string> = {
  scheduled: "Scheduled",
  in_progress: "In progress",
  verifying: "Verifying",
  completed: "Completed",
  canceled: "Canceled",
};

/** Whether work is going on: its services are under maintenance. */
export function isActive(status: MaintenanceStatus): boolean {
  return status === "in_progress" || status === "verifying";
}

/** Whether it is over, by being done or by being called off. */
export function isOver(status: MaintenanceStatus): boolean {
  return status === "completed" || status === "canceled";
}
