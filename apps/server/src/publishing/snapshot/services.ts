import type { SnapshotGroup, SnapshotHistory } from "@fanal/contract/snapshot";
import { worst } from "@fanal/domain";
import type { PageService } from "../../status-pages/queries/services.ts";

export function isVisible({ onlyWhenNotOperational, status }: PageService): boolean {
  return !onlyWhenNotOperational || status !== "operational";
}

/** Groups in their order; services without a group come first. */
export function groupServices(
  visible: readonly PageService[],
  historyOf: (service: PageService) => SnapshotHistory,
): SnapshotGroup[] {
  return [...Map.groupBy(visible, ({ group }) => group?.id ?? null)]
    .toSorted(([, [a]], [, [b]]) => (a?.group?.position ?? -1) - (b?.group?.position ?? -1))
    .map(([id, members]) => ({
      id,
      name: members[0]?.group?.name ?? null,
      description: members[0]?.group?.description ?? "",
      status: worst(members.map((service) => service.status)),
      services: members.map((service) => ({
        id: service.id,
        name: service.name,
        description: service.description,
        status: service.status,
        since: service.since.toISOString(),
        createdAt: service.createdAt.toISOString(),
        onlyWhenNotOperational: service.onlyWhenNotOperational,
        history: historyOf(service),
      })),
    }));
}
