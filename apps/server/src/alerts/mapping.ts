import type { SignalStatus } from "@fanal/domain";
import type { AlertSourceRow } from "./queries.ts";

/** The services that an alert means: those of its value, or the one of that name, or the one for all others. */
export function servicesOf(
  value: string | null,
  { services, fallbackServiceId }: Pick<AlertSourceRow, "services" | "fallbackServiceId">,
  present: readonly { id: string; name: string }[],
): string[] {
  const isThere = new Set(present.map(({ id }) => id));
  const fallback = [fallbackServiceId].filter((id) => id !== null);
  const meant =
    value === null ? [] : services.filter((one) => isSame(one.value, value)).map((one) => one.serviceId);
  const named = value === null ? [] : present.filter(({ name }) => isSame(name, value)).map(({ id }) => id);
  const found = [meant, named, fallback].map((ids) => ids.filter((id) => isThere.has(id)));
  return [...new Set(found.find((ids) => ids.length > 0) ?? [])].toSorted();
}

/** What an alert of this severity makes of a service. */
export function statusOf(
  value: string | null,
  { severities, status }: Pick<AlertSourceRow, "severities" | "status">,
): SignalStatus {
  return severities.find((one) => value !== null && isSame(one.value, value))?.status ?? status;
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
