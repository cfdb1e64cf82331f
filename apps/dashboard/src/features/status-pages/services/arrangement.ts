import type { PageGroup, PageService, Service, ServiceGroup, StatusPage } from "@fanal/contract";
import { moveBy, moveTo } from "../../../lib/lines.ts";

/** What of a page says which services it shows, and how. */
export type Arrangement = Pick<StatusPage, "serviceIds" | "serviceSettings" | "groups">;

export interface ServiceLine {
  kind: "service";
  id: string;
  service: Service;
  setting: PageService;
  /** As the page calls it. */
  name: string;
}

interface GroupLine {
  kind: "group";
  id: string;
  name: string;
  /** `null` for a group of the organization, which is not the page's to change. */
  group: PageGroup | null;
}

/** The list as the page shows it: services, and the heads under which the services that follow belong. */
export type PageLine = ServiceLine | GroupLine;

/** Services without a group first, then each group with its services; the page's own groups, or the organization's. */
export function toLines(arrangement: Arrangement, services: Service[], groups: ServiceGroup[]): PageLine[] {
  const shown = shownServices(arrangement, services);
  const heads = arrangement.groups ?? groups;
  const known = new Set(heads.map(({ id }) => id));
  const groupOf = ({ service, setting }: ServiceLine): string | null => {
    const id = arrangement.groups === null ? service.groupId : setting.groupId;
    return id !== null && known.has(id) ? id : null;
  };
  const byGroup = Map.groupBy(shown, groupOf);
  return [
    ...(byGroup.get(null) ?? []),
    ...heads.flatMap((head): PageLine[] => {
      const members = byGroup.get(head.id) ?? [];
      // A group of the organization is only shown where it has something to show.
      if (arrangement.groups === null && members.length === 0) return [];
      const group = arrangement.groups?.find(({ id }) => id === head.id) ?? null;
      return [{ kind: "group", id: head.id, name: head.name, group }, ...members];
    }),
  ];
}

/** What lines say of a page; where the groups are not its own, only the order. What no line knows stays, last. */
export function toArrangement(lines: PageLine[], before: Arrangement): Arrangement {
  const { groups } = before;
  const known = new Set(lines.map(({ id }) => id));
  let groupId: string | null = null;
  const settings: PageService[] = [];
  for (const line of lines) {
    if (line.kind === "group") groupId = line.id;
    else settings.push(groups === null ? line.setting : { ...line.setting, groupId });
  }
  return {
    serviceIds: [
      ...settings.map(({ serviceId }) => serviceId),
      ...before.serviceIds.filter((id) => !known.has(id)),
    ],
    serviceSettings: settings.filter(isUnusual),
    groups:
      groups === null ? null : lines.flatMap((line) => (line.kind === "group" ? (line.group ?? []) : [])),
  };
}

/**
 * The lines after one moved by a step. A group takes its services along; a service passes a head only where the groups
 * are the page's own.
 */
export function step(lines: PageLine[], id: string, by: 1 | -1): PageLine[] {
  const line = lines.find((one) => one.id === id);
  if (line?.kind === "group") return stepGroup(lines, id, by);
  const neighbour = lines[lines.findIndex((one) => one.id === id) + by];
  return neighbour?.kind === "group" && neighbour.group === null ? lines : moveBy(lines, id, by);
}

function stepGroup(lines: PageLine[], id: string, by: 1 | -1): PageLine[] {
  const heads = lines.filter((line) => line.kind === "group");
  const order = moveBy(heads, id, by).map((head) => head.id);
  const blocks = blocksOf(lines);
  return [...(blocks.get(null) ?? []), ...order.flatMap((head) => blocks.get(head) ?? [])];
}

/** Each head with what stands below it. */
function blocksOf(lines: PageLine[]): Map<string | null, PageLine[]> {
  let head: string | null = null;
  return Map.groupBy(lines, (line) => {
    if (line.kind === "group") head = line.id;
    return head;
  });
}

/** The lines after a service was dropped on another line. Under groups that are not the page's own it stays in its own. */
export function drop(lines: PageLine[], id: string, overId: string): PageLine[] {
  return canMeet(lines, id).has(overId) ? moveTo(lines, id, overId) : lines;
}

export interface Place {
  /** The line above; `null` for the top of the list. */
  aboveId: string | null;
  label: string;
}

/** Where a service can be moved, but for where it is. */
export function placesFor(lines: PageLine[], id: string): Place[] {
  const reachable = canMeet(lines, id);
  const index = lines.findIndex((line) => line.id === id);
  const isFirstOpen = reachable.has(lines[0]?.id ?? "") && (areOwn(lines) || lines[0]?.kind === "service");
  return [
    ...(index > 0 && isFirstOpen ? [{ aboveId: null, label: "At the top" }] : []),
    ...lines
      .filter((line, at) => reachable.has(line.id) && at !== index && at !== index - 1)
      .map((line) => ({
        aboveId: line.id,
        label: line.kind === "group" ? `First in ${line.name}` : `Below ${line.name}`,
      })),
  ];
}

/** The lines among which a service can move: all of them, or those below the head of the organization's group that it is in. */
function canMeet(lines: PageLine[], id: string): Set<string> {
  if (areOwn(lines)) return new Set(lines.map((line) => line.id));
  const blocks = [...blocksOf(lines).values()];
  const block = blocks.find((members) => members.some((line) => line.id === id)) ?? [];
  return new Set(block.map((line) => line.id));
}

function areOwn(lines: PageLine[]): boolean {
  return lines.every((line) => line.kind === "service" || line.group !== null);
}

/** The organization's groups as the page's own to begin with, so that nothing looks different at first. */
export function withOwnGroups(lines: PageLine[], before: Arrangement): Arrangement {
  const own = lines.map((line): PageLine => {
    if (line.kind === "service") return line;
    const id = crypto.randomUUID();
    return { ...line, id, group: { id, name: line.name, description: "" } };
  });
  return toArrangement(own, { ...before, groups: [] });
}

/** Other services on the page: those that stay keep how they are shown, those that come are last. */
export function choose(arrangement: Arrangement, serviceIds: string[]): Arrangement {
  return {
    ...arrangement,
    serviceIds,
    serviceSettings: arrangement.serviceSettings.filter(({ serviceId }) => serviceIds.includes(serviceId)),
  };
}

/** One service shown in another way. */
export function withSetting(arrangement: Arrangement, setting: PageService): Arrangement {
  const others = arrangement.serviceSettings.filter(({ serviceId }) => serviceId !== setting.serviceId);
  return { ...arrangement, serviceSettings: [...others, setting].filter(isUnusual) };
}

/** A group with another name or description, or a new one at the end. */
export function withGroup(arrangement: Arrangement, group: PageGroup): Arrangement {
  const groups = arrangement.groups ?? [];
  const isKnown = groups.some(({ id }) => id === group.id);
  return {
    ...arrangement,
    groups: isKnown ? groups.map((one) => (one.id === group.id ? group : one)) : [...groups, group],
  };
}

/** A group gone, its services shown above all groups. */
export function withoutGroup(arrangement: Arrangement, groupId: string): Arrangement {
  return {
    ...arrangement,
    groups: (arrangement.groups ?? []).filter(({ id }) => id !== groupId),
    serviceSettings: arrangement.serviceSettings
      .map((setting) => (setting.groupId === groupId ? { ...setting, groupId: null } : setting))
      .filter(isUnusual),
  };
}

/** How a page shows a service of which it says nothing. */
function usual(serviceId: string): PageService {
  return { serviceId, groupId: null, displayName: null, onlyWhenNotOperational: false };
}

function isUnusual({ groupId, displayName, onlyWhenNotOperational }: PageService): boolean {
  return groupId !== null || displayName !== null || onlyWhenNotOperational;
}

function shownServices(arrangement: Arrangement, services: Service[]): ServiceLine[] {
  const byId = new Map(services.map((service) => [service.id, service]));
  const settings = new Map(arrangement.serviceSettings.map((setting) => [setting.serviceId, setting]));
  return arrangement.serviceIds.flatMap((id): ServiceLine[] => {
    const service = byId.get(id);
    if (service === undefined) return [];
    const setting = settings.get(id) ?? usual(id);
    return [{ kind: "service", id, service, setting, name: setting.displayName ?? service.name }];
  });
}
