import type { Service } from "@fanal/contract";

/** What a service that something names is called. Until the services are here nobody can say that it is gone. */
export function serviceName(services: readonly Service[] | undefined, serviceId: string): string {
  if (services === undefined) return "…";
  return services.find(({ id }) => id === serviceId)?.name ?? "Deleted service";
}
