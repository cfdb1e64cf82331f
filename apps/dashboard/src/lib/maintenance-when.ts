import type { MaintenanceSummary } from "@fanal/contract";
import { isActive } from "@fanal/domain";
import { duration, untilWords } from "./time.ts";

/** Whether nothing goes on until somebody says so, though its time has come. */
export function isWaiting({ status, startsAt, endsAt }: MaintenanceSummary, now: Date): boolean {
  if (status === "scheduled") return new Date(startsAt) <= now;
  return isActive(status) && new Date(endsAt) <= now;
}

/** The one time that matters of a maintenance in a list: until it begins or ends, or how long it took. */
export function maintenanceWhen(maintenance: MaintenanceSummary, now: Date): string {
  const { status, startsAt, endsAt, startedAt, finishedAt } = maintenance;
  switch (status) {
    case "canceled":
      return "Canceled";
    case "completed":
      return duration(startedAt ?? startsAt, new Date(finishedAt ?? endsAt));
    case "scheduled":
      return new Date(startsAt) > now ? untilWords(startsAt, now) : "Due";
    default:
      return new Date(endsAt) > now ? `${duration(now.toISOString(), new Date(endsAt))} left` : "Overdue";
  }
}
