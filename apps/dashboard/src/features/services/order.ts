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

/** The lines after one was put in the place of another. */
export function moveTo(lines: Line[], id: string, overId: string): Line[] {
  const from = lines.findIndex((line) => line.id === id);
  const to = lines.findIndex((line) => line.id === overId);
  const line = lines[from];
  return line === undefined || to === -1 ? lines : lines.toSpliced(from, 1).toSpliced(to, 0, line);
}

/** The lines after one moved by a step; past the head of a group it changes the group. */
export function moveBy(lines: Line[], id: string, step: 1 | -1): Line[] {
  const neighbour = lines[lines.findIndex((line) => line.id === id) + step];
  return neighbour === undefined ? lines : moveTo(lines, id, neighbour.id);
}

/** The lines after a service was put at the end of a group. */
export function moveToGroup(lines: Line[], id: string, groupId: string | null): Line[] {
  const line = lines.find((one) => one.id === id);
  if (line === undefined) return lines;
  const rest = lines.filter((one) => one.id !== id);
  const head = groupId === null ? -1 : rest.findIndex((one) => one.id === groupId);
  const next = rest.findIndex((one, index) => index > head && one.kind === "group");
  return rest.toSpliced(next === -1 ? rest.length : next, 0, line);
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
