import type { Service, ServiceGroup } from "@fanal/contract";

/** The list as it is drawn: services, and the heads of groups, under which the services that follow belong. */
export type Line =
  | { kind: "service"; id: string; service: Service }
  | { kind: "group"; id: string; group: ServiceGroup };

/** Services without a group first, then each group with its services. */
export function toLines(services: Service[], groups: ServiceGroup[]): Line[] {
  const known = new Set(groups.map((group) => group.id));
  const asLines = (members: Service[]): Line[] =>
    members.map((service) => ({ kind: "service", id: service.id, service }));
  return [
    ...asLines(services.filter(({ groupId }) => groupId === null || !known.has(groupId))),
    ...groups.flatMap((group): Line[] => [
      { kind: "group", id: group.id, group },
      ...asLines(services.filter((service) => service.groupId === group.id)),
    ]),
  ];
}

/** All services in order, in the version that is drawn, each with the group whose head stands above it. */
export function toOrder(lines: Line[]): { serviceId: string; groupId: string | null; version: number }[] {
  let groupId: string | null = null;
  return lines.flatMap((line) => {
    if (line.kind === "service") return [{ serviceId: line.id, groupId, version: line.service.version }];
    groupId = line.id;
    return [];
  });
}
